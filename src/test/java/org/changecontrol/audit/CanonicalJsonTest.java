package org.changecontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  private enum Colour {
    RED
  }

  @Test
  void keysAreSortedWhateverTheOrderTheyWerePutIn() {
    Map<String, Object> oneWay = new LinkedHashMap<>();
    oneWay.put("b", 1);
    oneWay.put("a", Map.of("d", true, "c", List.of("x", 2)));
    Map<String, Object> otherWay = new LinkedHashMap<>();
    otherWay.put("a", Map.of("c", List.of("x", 2), "d", true));
    otherWay.put("b", 1);

    assertThat(CanonicalJson.of(oneWay))
        .isEqualTo(CanonicalJson.of(otherWay))
        .isEqualTo("{\"a\":{\"c\":[\"x\",2],\"d\":true},\"b\":1}");
  }

  @Test
  void keysAreSortedByTheirUnitsAsTheRfcHasThem() {
    assertThat(
            CanonicalJson.of(Map.of("\u20ac", 1, "\r", 2, "\ufb33", 3, "1", 4, "\ud83d\ude00", 5)))
        .isEqualTo("{\"\\r\":2,\"1\":4,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @Test
  void textsAreEscapedWhereTheyMustBeAndNowhereElse() throws Exception {
    String text = "\u0000\b\t\n\f\r\"\\/<script>\u001f\u007f ä \u2028 \ud83d\ude00 \ud800";
    assertThat(CanonicalJson.of(text))
        .isEqualTo(
            "\"\\u0000\\b\\t\\n\\f\\r\\\"\\\\/<script>\\u001f\u007f ä \u2028 \ud83d\ude00 \\ud800\"");
    assertThat(new ObjectMapper().readValue(CanonicalJson.of(text), String.class)).isEqualTo(text);
  }

  @Test
  void aNumberHasOneWayToBeWritten() {
    assertThat(
            CanonicalJson.of(
                Arrays.asList(
                    1, 1L, new BigDecimal("1.00"), 1.0, 0.1f, 1e21, -0.0, Long.MAX_VALUE, null)))
        .isEqualTo("[1,1,1,1,0.1,1000000000000000000000,0,9223372036854775807,null]");
    assertThat(CanonicalJson.of(Double.NaN)).isEqualTo("\"NaN\"");
  }

  @Test
  void wordsOfTheTradeAreTexts() {
    assertThat(CanonicalJson.of(List.of(Colour.RED, Instant.EPOCH)))
        .isEqualTo("[\"RED\",\"1970-01-01T00:00:00Z\"]");
  }
}
