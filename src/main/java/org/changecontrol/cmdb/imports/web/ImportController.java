package org.changecontrol.cmdb.imports.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.changecontrol.cmdb.imports.EstateImports;
import org.changecontrol.cmdb.imports.ImportAnswer;
import org.changecontrol.cmdb.imports.ReportFile;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes reports of sources in. */
@RestController
@Tag(name = "Configuration")
class ImportController {

  private final EstateImports imports;

  ImportController(EstateImports imports) {
    this.imports = imports;
  }

  @PostMapping(path = "/api/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Takes in what a source reports of the estate",
      description =
          "For configuration managers. What is reported for the first time comes into being, observed attributes follow the"
              + " report, differences in controlled fields are listed and not written. Rows that are wrong are rejected one by"
              + " one, the others go in. A dry run answers the same and stores nothing.")
  ImportAnswer take(
      @RequestParam String source,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestPart(name = "items", required = false) @Nullable MultipartFile items,
      @RequestPart(name = "relationships", required = false)
          @Nullable MultipartFile relationships) {
    return imports.take(source, file("items", items), file("relationships", relationships), dryRun);
  }

  private static @Nullable ReportFile file(String part, @Nullable MultipartFile sent) {
    if (sent == null) {
      return null;
    }
    if (sent.getSize() > ReportFile.LARGEST) {
      throw new TooLarge(
          "%s has %d bytes; a file of a report has at most %d"
              .formatted(part, sent.getSize(), ReportFile.LARGEST));
    }
    try {
      return new ReportFile(
          part, Objects.requireNonNullElse(sent.getOriginalFilename(), ""), sent.getBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
