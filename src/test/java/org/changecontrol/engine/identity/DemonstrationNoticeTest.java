package org.changecontrol.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemonstrationNoticeTest {

  @Test
  void theBoxNamesTheAddressesTheAccountsAndTheDanger() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    DemonstrationNotice.print(
        "http://localhost:8080", new PrintStream(out, true, StandardCharsets.UTF_8));

    String box = out.toString(StandardCharsets.UTF_8);
    assertThat(box)
        .contains("http://localhost:8080/", "/camunda/app/tasklist/", "password demo", "WARNING");
    for (DemonstrationAccounts.Person person : DemonstrationAccounts.PEOPLE) {
      assertThat(box).contains(person.id());
    }
    List<String> lines = box.lines().filter(line -> !line.isBlank()).toList();
    assertThat(lines).allMatch(line -> line.length() == lines.get(0).length());
  }
}
