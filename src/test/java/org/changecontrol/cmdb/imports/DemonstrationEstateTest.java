package org.changecontrol.cmdb.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class DemonstrationEstateTest {

  @Test
  void itHasThreeServicesOfOneOwnerFromTheLeastToTheMostCritical() throws IOException {
    var services = items().stream().filter(row -> is(row, "type", "service")).toList();

    assertThat(services).hasSize(3).allMatch(row -> is(row, "owner", "service-owners"));
    assertThat(services)
        .extracting(row -> row.cell("criticality").text())
        .containsExactlyInAnyOrder("1", "3", "4");
  }

  @Test
  void somethingIsInStockThatCouldServeInsteadOfSomethingNew() throws IOException {
    assertThat(items())
        .filteredOn(row -> is(row, "status", "available"))
        .extracting(row -> row.cell("type").text())
        .containsExactlyInAnyOrder("server", "access-switch");
  }

  @Test
  void itIsSmallEnoughToBeSeenAtAGlance() throws IOException {
    assertThat(items()).hasSizeBetween(35, 50);
  }

  private static boolean is(Row row, String column, String text) {
    var cell = row.cell(column);
    return cell != null && text.equals(cell.text());
  }

  private static List<Row> items() throws IOException {
    var content = new ClassPathResource("demo/items.csv").getContentAsByteArray();
    return Rows.of(new ReportFile("items", "items.csv", content), ItemReports.LAYOUT).rows();
  }
}
