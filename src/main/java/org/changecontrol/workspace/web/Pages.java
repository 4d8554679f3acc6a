package org.changecontrol.workspace.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The addresses of the pages. A page is a static file; what it shows it asks of {@code /api} with
 * the rights of whoever is signed in.
 */
@Controller
class Pages {

  @GetMapping("/")
  String home() {
    return page("home");
  }

  @GetMapping("/changes")
  String changes() {
    return page("changes");
  }

  @GetMapping("/changes/new")
  String request() {
    return page("request");
  }

  @GetMapping("/changes/{number}")
  String change() {
    return page("change");
  }

  @GetMapping("/models")
  String models() {
    return page("models");
  }

  @GetMapping("/calendar")
  String calendar() {
    return page("calendar");
  }

  @GetMapping("/delegations")
  String delegations() {
    return page("delegations");
  }

  @GetMapping("/items")
  String items() {
    return page("items");
  }

  @GetMapping("/items/{key}")
  String item() {
    return page("item");
  }

  @GetMapping("/import")
  String intake() {
    return page("import");
  }

  private static String page(String name) {
    return "forward:/workspace/" + name + ".html";
  }
}
