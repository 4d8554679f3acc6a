package org.changecontrol.cmdb.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.TooLarge;
import org.junit.jupiter.api.Test;

class CsvReportTest {

  private static final Rows.Layout LAYOUT =
      new Rows.Layout(Set.of("type", "name", "owner"), Set.of("type", "name"), 200);

  @Test
  void aRowIsReadByTheNamesInTheHeader() {
    var rows = read("name,type\nDM-Akron,site\n");

    assertThat(rows.rows()).hasSize(1);
    assertThat(cell(rows, 0, "type")).isEqualTo("site");
    assertThat(cell(rows, 0, "name")).isEqualTo("DM-Akron");
    assertThat(rows.rows().get(0).cell("owner")).isNull();
  }

  @Test
  void aRowIsFoundAtTheLineItBeginsInWhateverEndsTheLines() {
    var rows = read("type,name\r\nsite,A\r\n\r\nsite,\"B\r\nand more\"\r\nsite,C");

    assertThat(rows.rows()).extracting(Row::line).containsExactly(2, 4, 6);
    assertThat(cell(rows, 1, "name")).isEqualTo("B\r\nand more");
  }

  @Test
  void quotesAndCommasInsideACellAreKept() {
    var rows = read("type,name\nsite,\"Jim \"\"Bob\"\", Inc.\"\n");

    assertThat(cell(rows, 0, "name")).isEqualTo("Jim \"Bob\", Inc.");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() {
    assertThat(read("\uFEFFtype,name\nsite,A\n").rows()).hasSize(1);
  }

  @Test
  void aRowWithAnotherNumberOfCellsIsRejected() {
    var rows = read("type,name\nsite,A,B\nsite\nsite,C\n");

    assertThat(rows.rows()).extracting(Row::line).containsExactly(4);
    assertThat(rows.rejected()).extracting(Rejection::line).containsExactly(2, 3);
    assertThat(rows.rejected().get(0).value()).isEqualTo("site,A,B");
    assertThat(rows.rejected().get(0).problem()).isEqualTo("has 3 cells, the header has 2");
  }

  @Test
  void aRowThatIsNoCsvIsRejectedAndTheOthersGoIn() {
    var rows = read("type,name\nsite,A\nsite,\"B\"x\nsite,C\nsite,\"never closed\nsite,D\n");

    assertThat(rows.rows()).extracting(Row::line).containsExactly(2, 4, 6);
    assertThat(rows.rejected()).extracting(Rejection::line).containsExactly(3, 5);
    assertThat(rows.rejected().get(1).value()).isEqualTo("site,\"never closed");
  }

  @Test
  void aFileOfNothingButBrokenRowsIsRefused() {
    assertThatThrownBy(() -> read("type,name\n" + "site,\"B\"x\n".repeat(100)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is not CSV");
  }

  @Test
  void theHeaderSaysWhatIsWrongWithIt() {
    assertThatThrownBy(() -> read("type,name,colour\n")).hasMessageContaining("colour");
    assertThatThrownBy(() -> read("type,name,name\n")).hasMessageContaining("twice");
    assertThatThrownBy(() -> read("type,owner\n")).hasMessageContaining("lacks the column name");
    assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("\n \n")).hasMessageContaining("is empty");
  }

  @Test
  void aFileThatIsNoTextIsRefused() {
    var file = new ReportFile("items", "items.csv", new byte[] {'t', (byte) 0xC3, 0x28});

    assertThatThrownBy(() -> Rows.of(file, LAYOUT))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void moreRowsThanAreReadAreRefused() {
    assertThatThrownBy(() -> read("type,name\n" + "site,A\n".repeat(201)))
        .isInstanceOf(TooLarge.class);
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> new ReportFile("items", "items.csv", new byte[ReportFile.LARGEST + 1]))
        .isInstanceOf(TooLarge.class);
  }

  @Test
  void theNameOfAFileIsShownWithoutItsFolders() {
    assertThat(new ReportFile("items", "C:\\tmp\\my\u0007 items.csv", new byte[0]).name())
        .isEqualTo("my items.csv");
    assertThat(new ReportFile("items", "", new byte[0]).name()).isEqualTo("items");
  }

  private static Rows read(String text) {
    return Rows.of(
        new ReportFile("items", "items.csv", text.getBytes(StandardCharsets.UTF_8)), LAYOUT);
  }

  private static String cell(Rows rows, int row, String column) {
    return rows.rows().get(row).cell(column).text();
  }
}
