package org.changecontrol.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class OncePerTransactionTest {

  private final OncePerTransaction<String, Integer> once = new OncePerTransaction<>();
  private final AtomicInteger read = new AtomicInteger();
  private TransactionTemplate transaction;
  private TransactionTemplate another;

  @BeforeEach
  void transactions() {
    var source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:");
    var transactions = new DataSourceTransactionManager(source);
    transaction = new TransactionTemplate(transactions);
    another = new TransactionTemplate(transactions);
    another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Test
  void whatIsAskedAgainIsReadOnce() {
    transaction.executeWithoutResult(
        status -> {
          assertThat(answer("one")).isEqualTo(1);
          assertThat(answer("other")).isEqualTo(2);
          assertThat(answer("one")).isEqualTo(1);
        });
  }

  @Test
  void theNextTransactionReadsForItself() {
    transaction.executeWithoutResult(status -> answer("one"));
    transaction.executeWithoutResult(status -> assertThat(answer("one")).isEqualTo(2));
  }

  @Test
  void aTransactionWithinAnotherReadsForItselfAndTakesNothingFromTheOuterOne() {
    transaction.executeWithoutResult(
        status -> {
          answer("one");
          another.executeWithoutResult(inner -> assertThat(answer("one")).isEqualTo(2));
          assertThat(answer("one")).isEqualTo(1);
        });
  }

  @Test
  void whoHasWaitedForALockReadsEverythingAgain() {
    transaction.executeWithoutResult(
        status -> {
          answer("one");
          OncePerTransaction.forgetEverything();
          assertThat(answer("one")).isEqualTo(2);
          assertThat(answer("one")).isEqualTo(2);
        });
    OncePerTransaction.forgetEverything();
  }

  @Test
  void whatWasWrittenToIsReadAgain() {
    transaction.executeWithoutResult(
        status -> {
          answer("one");
          once.forget();
          assertThat(answer("one")).isEqualTo(2);
        });
  }

  @Test
  void twoWhoKeepDifferentThingsDoNotMixThemUp() {
    var others = new OncePerTransaction<String, Integer>();
    transaction.executeWithoutResult(
        status -> {
          answer("one");
          assertThat(others.get("one", () -> 100)).isEqualTo(100);
          assertThat(answer("one")).isEqualTo(1);
        });
  }

  @Test
  void withoutATransactionNothingIsKept() {
    answer("one");
    once.forget();
    assertThat(answer("one")).isEqualTo(2);
  }

  private int answer(String question) {
    return once.get(question, read::incrementAndGet);
  }
}
