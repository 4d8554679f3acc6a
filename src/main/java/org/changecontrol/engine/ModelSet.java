package org.changecontrol.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * The processes, decisions and forms that belong together, under names that are the same on every
 * machine.
 *
 * @param files content by name, for example {@code bpmn/normal-change.bpmn}
 */
record ModelSet(SortedMap<String, byte[]> files) {

  ModelSet {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Reads the set that stands in the folders {@code bpmn} and {@code forms} of a place.
   *
   * @param place {@code classpath:} or a folder as a URL, for example {@code file:/etc/models/}
   */
  static ModelSet in(String place, ResourcePatternResolver resources) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    Map<String, String> folders = Map.of("*.bpmn", "bpmn/", "*.dmn", "bpmn/", "*.form", "forms/");
    folders.forEach(
        (pattern, folder) -> {
          try {
            for (Resource file : resources.getResources(place + folder + pattern)) {
              try (InputStream content = file.getInputStream()) {
                files.put(folder + file.getFilename(), content.readAllBytes());
              }
            }
          } catch (IOException e) {
            throw new UncheckedIOException(
                "The models in " + place + folder + " are unreadable", e);
          }
        });
    return new ModelSet(files);
  }

  /** The same for the same names and contents, whatever the machine. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Integer.toString(content.length).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content);
          });
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
