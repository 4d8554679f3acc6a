package org.changecontrol.workspace.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;

class StaticFilesTest {

  private static final Path WORKSPACE = Path.of("src/main/resources/static/workspace");
  private static final Path PLUG_INS = Path.of("src/main/resources/META-INF/resources");

  @Test
  void whatComesFromARecordIsNeverReadAsMarkup() {
    assertThat(
            findings(
                scripts(),
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment"))
        .isEmpty();
  }

  @Test
  void nothingIsEvaluated() {
    assertThat(
            findings(
                scripts(),
                "\\beval\\(|new Function\\(|set(Timeout|Interval)\\(\\s*[\"'`]|javascript:"))
        .isEmpty();
  }

  @Test
  void pagesKeepToAStrictContentSecurityPolicy() {
    assertThat(findings(pages(), "<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+="))
        .isEmpty();
    assertThat(findings(scripts(), "\\bstyle: [\"'`]|setAttribute\\([\"']style")).isEmpty();
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    var all = Stream.of(pages(), scripts(), sheets()).flatMap(List::stream).toList();

    assertThat(findings(all, "(?:src|href|url|import|from)[=(\\s]+[\"']?(?:https?:)?//")).isEmpty();
  }

  @Test
  void everyImportNamesAFileThatIsThere() {
    var missing = new ArrayList<String>();
    for (Path script : scripts()) {
      var imports = Pattern.compile("from \"([^\"]+)\"").matcher(read(script));
      while (imports.find()) {
        if (!Files.exists(target(script, imports.group(1)))) {
          missing.add(script + " imports " + imports.group(1));
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyAddressLeadsToAPageAndEveryPageToItsScript() throws ReflectiveOperationException {
    var reached = new ArrayList<String>();
    for (var method : Pages.class.getDeclaredMethods()) {
      if (method.isAnnotationPresent(GetMapping.class)) {
        method.setAccessible(true);
        reached.add(((String) method.invoke(new Pages())).replace("forward:/workspace/", ""));
      }
    }

    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            pages().stream().map(page -> page.getFileName().toString()).toList());
    assertThat(pages())
        .allSatisfy(
            page -> {
              var script = page.getFileName().toString().replace(".html", ".js");
              assertThat(read(page)).contains("src=\"/workspace/" + script + "\"");
              assertThat(WORKSPACE.resolve(script)).exists();
            });
  }

  /**
   * The plug-ins are served below {@code /camunda/app}, the modules of the workspace below {@code
   * /workspace}.
   */
  private static Path target(Path script, String imported) {
    if (script.startsWith(PLUG_INS)) {
      return WORKSPACE.resolve(
          imported.substring(imported.lastIndexOf("workspace/") + "workspace/".length()));
    }
    return script.resolveSibling(imported).normalize();
  }

  private static List<String> findings(List<Path> files, String forbidden) {
    var pattern = Pattern.compile(forbidden);
    assertThat(files).isNotEmpty();
    return files.stream()
        .flatMap(
            file ->
                Arrays.stream(read(file).split("\n"))
                    .filter(line -> pattern.matcher(line).find())
                    .map(line -> file + ": " + line.strip()))
        .toList();
  }

  private static List<Path> pages() {
    return filesUnder(WORKSPACE, ".html");
  }

  private static List<Path> sheets() {
    return filesUnder(WORKSPACE, ".css");
  }

  private static List<Path> scripts() {
    return Stream.concat(
            filesUnder(WORKSPACE, ".js").stream(), filesUnder(PLUG_INS, ".js").stream())
        .toList();
  }

  private static List<Path> filesUnder(Path folder, String ending) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
