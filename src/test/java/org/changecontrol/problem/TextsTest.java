package org.changecontrol.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "Zürich", "first\n\tsecond\r\n", "東京", "\uD83D\uDE80"})
  void whatPeopleWriteIsText(String text) {
    assertThat(Texts.isText(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0000b", "\u0007", "\u001B[31m", "\u007F", "\u0085", "\uD83D", "\uDE80\uD83D"})
  void controlCharactersAndHalvesOfCharactersAreNot(String text) {
    assertThat(Texts.isText(text)).isFalse();
  }

  @Test
  void itIsLookedForHoweverDeepItLies() {
    assertThat(Texts.areTexts(Map.of("a", List.of(Map.of("b", "fine", "c", 5))))).isTrue();
    assertThat(Texts.areTexts(Map.of("a", List.of(Map.of("b", "\u0000"))))).isFalse();
    assertThat(Texts.areTexts(Map.of("a\u0000", 1))).isFalse();
  }
}
