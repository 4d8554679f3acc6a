package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.changecontrol.problem.NotNow;
import org.junit.jupiter.api.Test;

class CollisionsTest {

  private int attempts;

  @Test
  void whatCollidesIsDoneUntilItMeetsNoOther() {
    assertThat(Collisions.outlasting(failing(collision(), collision(), collision())))
        .isEqualTo("done");
    assertThat(attempts).isEqualTo(4);
  }

  @Test
  void tenCollisionsAreEnough() {
    var collisions = new RuntimeException[12];
    Arrays.fill(collisions, collision());

    assertThatThrownBy(() -> Collisions.outlasting(failing(collisions)))
        .isInstanceOf(OptimisticLockingException.class);
    assertThat(attempts).isEqualTo(10);
  }

  @Test
  void aFailureThatSaysNothingGetsASecondLook() {
    assertThat(Collisions.outlasting(failing(new NullPointerException("torn")))).isEqualTo("done");
    assertThat(attempts).isEqualTo(2);
  }

  @Test
  void whatIsForbiddenTwiceIsForbidden() {
    var first = new AuthorizationException("first");
    var second = new AuthorizationException("second");

    assertThatThrownBy(() -> Collisions.outlasting(failing(first, second))).isSameAs(second);
    assertThat(attempts).isEqualTo(2);
  }

  @Test
  void betweenCollisionsEachFailureGetsItsSecondLook() {
    var unexplained = new IllegalStateException("torn");

    assertThat(Collisions.outlasting(failing(unexplained, collision(), unexplained)))
        .isEqualTo("done");
  }

  @Test
  void aRefusalIsNotAskedTwice() {
    var refusal = new NotNow("The gate is closed.");

    assertThatThrownBy(() -> Collisions.outlasting(failing(refusal))).isSameAs(refusal);
    assertThat(attempts).isEqualTo(1);
  }

  private static RuntimeException collision() {
    return new OptimisticLockingException("moved");
  }

  private Supplier<String> failing(RuntimeException... failures) {
    Deque<RuntimeException> left = new ArrayDeque<>(Arrays.asList(failures));
    return () -> {
      attempts++;
      if (!left.isEmpty()) {
        throw left.pop();
      }
      return "done";
    };
  }
}
