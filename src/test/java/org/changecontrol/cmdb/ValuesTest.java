package org.changecontrol.cmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void numbersAreComparedByWhatTheyAre() {
    assertThat(Values.same(4, 4.0)).isTrue();
    assertThat(Values.same(4L, 4)).isTrue();
    assertThat(Values.same(4, 5)).isFalse();
    assertThat(Values.same(4, "4")).isFalse();
  }

  @Test
  void listsAndObjectsAreComparedMemberByMember() {
    assertThat(Values.same(List.of(1, Map.of("a", 2)), List.of(1.0, Map.of("a", 2L)))).isTrue();
    assertThat(Values.same(List.of(1, 2), List.of(2, 1))).isFalse();
    assertThat(Values.same(Map.of("a", 1), Map.of("b", 1))).isFalse();
    assertThat(Values.same(null, null)).isTrue();
    assertThat(Values.same(null, "")).isFalse();
  }
}
