package org.changecontrol.calendar.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import org.changecontrol.calendar.WindowDesk;
import org.changecontrol.calendar.WindowDocument;
import org.changecontrol.calendar.WindowKind;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Freezes and maintenance windows. */
@RestController
@RequestMapping("/api/windows")
@Tag(name = "Calendar")
class WindowController {

  private final WindowDesk desk;

  WindowController(WindowDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  Page<WindowDocument> page(
      @RequestParam(required = false) @Nullable WindowKind kind, Paging paging) {
    return desk.page(kind, paging);
  }

  @GetMapping("/{id}")
  WindowDocument window(@PathVariable String id) {
    return desk.document(id);
  }

  /** Declares a freeze or a maintenance window. */
  @PostMapping
  ResponseEntity<WindowDocument> declare(@RequestBody Map<String, Object> body) {
    var window = desk.declare(body);
    return ResponseEntity.created(URI.create("/api/windows/" + window.id())).body(window);
  }

  /** Withdraws it for good. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(@PathVariable String id) {
    desk.withdraw(id);
  }

  /** Suspends it, with a reason: it means nothing until it is reinstated. */
  @PostMapping("/{id}/suspension")
  WindowDocument suspend(@PathVariable String id, @RequestBody Map<String, Object> body) {
    return desk.suspend(id, body);
  }

  /** Reinstates it. */
  @DeleteMapping("/{id}/suspension")
  WindowDocument reinstate(@PathVariable String id) {
    return desk.reinstate(id);
  }
}
