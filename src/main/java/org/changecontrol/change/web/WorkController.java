package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.WorkDesk;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Implementation tasks, comments and attachments of a change. */
@RestController
@RequestMapping("/api/changes/{number}")
@Tag(name = "Work")
class WorkController {

  private final ChangeCourse course;
  private final WorkDesk work;
  private final Instead instead;

  WorkController(ChangeCourse course, WorkDesk work, Instead instead) {
    this.course = course;
    this.work = work;
    this.instead = instead;
  }

  @GetMapping("/tasks")
  List<WorkDesk.TaskOnRecord> tasks(@PathVariable String number) {
    return work.tasks(number);
  }

  @PostMapping("/tasks")
  ResponseEntity<WorkDesk.TaskOnRecord> addTask(
      @PathVariable String number, @RequestBody Map<String, Object> body) {
    var task = course.amend(number, () -> work.addTask(number, body));
    return ResponseEntity.created(URI.create("/api/changes/" + number + "/tasks/" + task.id()))
        .body(task);
  }

  @PutMapping("/tasks/{id}")
  WorkDesk.TaskOnRecord planTask(
      @PathVariable String number, @PathVariable long id, @RequestBody Map<String, Object> body) {
    return course.amend(number, () -> work.planTask(number, id, body));
  }

  @DeleteMapping("/tasks/{id}")
  ResponseEntity<Void> removeTask(@PathVariable String number, @PathVariable long id) {
    course.amend(
        number,
        () -> {
          work.removeTask(number, id);
          return id;
        });
    return ResponseEntity.noContent().build();
  }

  /**
   * How a task went: {@code {"state": "DONE"}}, or {@code SKIPPED} or {@code FAILED} with {@code
   * notes} that say why.
   */
  @PostMapping("/tasks/{id}/report")
  WorkDesk.TaskOnRecord report(
      @PathVariable String number, @PathVariable long id, @RequestBody Map<String, Object> body) {
    return instead.taking(
        number, () -> course.reportWork(number, id, body), () -> work.task(number, id));
  }

  @GetMapping("/comments")
  List<WorkDesk.CommentOnRecord> comments(@PathVariable String number) {
    return work.comments(number);
  }

  @PostMapping("/comments")
  ResponseEntity<WorkDesk.CommentOnRecord> comment(
      @PathVariable String number, @RequestBody Map<String, Object> body) {
    var comment = work.comment(number, body);
    return ResponseEntity.created(URI.create("/api/changes/" + number + "/comments")).body(comment);
  }

  @GetMapping("/attachments")
  List<WorkDesk.AttachmentOnRecord> attachments(@PathVariable String number) {
    return work.attachments(number);
  }

  @PostMapping(path = "/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<WorkDesk.AttachmentOnRecord> attach(
      @PathVariable String number, @RequestPart("file") MultipartFile file) throws IOException {
    if (file.getSize() > WorkDesk.LARGEST_ATTACHMENT) {
      throw new TooLarge(
          "file has %d bytes; at most %d are allowed"
              .formatted(file.getSize(), WorkDesk.LARGEST_ATTACHMENT));
    }
    var content = file.getBytes();
    var name = nameOf(file.getOriginalFilename());
    var attachment =
        course.amend(
            number, () -> work.attach(number, name, mediaTypeOf(file.getContentType()), content));
    return ResponseEntity.created(
            URI.create("/api/changes/" + number + "/attachments/" + attachment.id()))
        .body(attachment);
  }

  /** Always sent as a download, never shown in place. */
  @GetMapping("/attachments/{id}")
  ResponseEntity<byte[]> file(@PathVariable String number, @PathVariable long id) {
    var file = work.file(number, id);
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(file.name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("X-Content-Type-Options", "nosniff")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(file.content());
  }

  @DeleteMapping("/attachments/{id}")
  ResponseEntity<Void> detach(@PathVariable String number, @PathVariable long id) {
    course.amend(
        number,
        () -> {
          work.detach(number, id);
          return id;
        });
    return ResponseEntity.noContent().build();
  }

  private static String nameOf(@Nullable String sent) {
    var name =
        sent == null
            ? ""
            : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    return name.replaceAll("\\p{Cntrl}", "").strip();
  }

  private static String mediaTypeOf(@Nullable String sent) {
    return sent == null || sent.length() > 255 ? MediaType.APPLICATION_OCTET_STREAM_VALUE : sent;
  }
}
