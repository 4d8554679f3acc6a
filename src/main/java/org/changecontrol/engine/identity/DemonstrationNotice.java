package org.changecontrol.engine.identity;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.changecontrol.engine.identity.DemonstrationAccounts.Person;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells whoever started the demonstration where it is, who can sign in, and what it is not. */
@Component
@Profile("demo")
class DemonstrationNotice {

  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void ready(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext web
        && web.getWebServer() != null) {
      String path =
          event
              .getApplicationContext()
              .getEnvironment()
              .getProperty("server.servlet.context-path", "");
      print("http://localhost:" + web.getWebServer().getPort() + path, System.out);
    }
  }

  static void print(String address, PrintStream out) {
    List<String> lines = new ArrayList<>();
    lines.add("Change Control is ready: a demonstration");
    lines.add("");
    lines.add("Start page  " + address + "/");
    lines.add("Tasklist    " + address + "/camunda/app/tasklist/");
    lines.add("Cockpit     " + address + "/camunda/app/cockpit/   (operator, auditor, manager)");
    lines.add("Admin       " + address + "/camunda/app/admin/     (admin)");
    lines.add("REST        " + address + "/api and " + address + "/engine-rest");
    lines.add("");
    lines.add("Accounts, each with the password " + DemonstrationAccounts.PASSWORD + ":");
    for (Person person : DemonstrationAccounts.PEOPLE) {
      lines.add(
          "  %-13s%-30s%s"
              .formatted(person.id(), person.role(), String.join(", ", person.groups())));
    }
    lines.add("");
    lines.add("WARNING: everybody knows these passwords. Never put anything real in here");
    lines.add("and never let anybody but yourself reach this port.");
    int width = lines.stream().mapToInt(String::length).max().orElse(0);
    String edge = "+" + "-".repeat(width + 4) + "+";
    StringBuilder box = new StringBuilder(System.lineSeparator()).append(edge);
    for (String line : lines) {
      box.append(System.lineSeparator()).append("|  ").append(line);
      box.append(" ".repeat(width - line.length())).append("  |");
    }
    out.println(box.append(System.lineSeparator()).append(edge).append(System.lineSeparator()));
  }
}
