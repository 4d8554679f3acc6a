package org.changecontrol.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "Zürich", "first\n\tsecond\r\n", "東京", "\uD83D\uDE80"})
  void whatPeopleWriteIsText(String text) {
    assertThat(PlainText.isText(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0000b", "\u0007", "\u001B[31m", "\u007F", "\u0085", "\uD83D", "\uDE80\uD83D"})
  void controlCharactersAndHalvesOfCharactersAreNot(String text) {
    assertThat(PlainText.isText(text)).isFalse();
  }

  @Test
  void aTextThatIsTooLongIsItsBeginning() {
    assertThat(PlainText.shortened("abc", 3)).isEqualTo("abc");
    assertThat(PlainText.shortened("abcd", 3)).isEqualTo("abc");
  }

  @Test
  void shorteningNeverLeavesHalfACharacter() {
    assertThat(PlainText.shortened("ab\ud83d\ude00", 3)).isEqualTo("ab");
    assertThat(PlainText.shortened("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
    assertThat(PlainText.shortened("a\ud83d\ude00b", 3)).isEqualTo("a\ud83d\ude00");
  }
}
