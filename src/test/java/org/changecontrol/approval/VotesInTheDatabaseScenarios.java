package org.changecontrol.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.changecontrol.PlatformIT;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Groups;
import org.changecontrol.policy.GateQuestion;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;
import org.changecontrol.policy.dmn.PoliciesFromFiles;
import org.changecontrol.problem.Refusal;
import org.changecontrol.transaction.OncePerTransaction;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

abstract class VotesInTheDatabaseScenarios extends PlatformIT {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Autowired Gates gates;
  @Autowired Votes votes;
  @Autowired VoteRows rows;
  @Autowired TransactionTemplate transaction;
  @Autowired EntityManagerFactory entities;

  private final String subject = "VOTED-" + getClass().getSimpleName() + NUMBER.incrementAndGet();
  private final Polity polity =
      new Polity()
          .members(Groups.PEERS, "peer", "peer2")
          .members(Groups.CAB, "cab1", "cab2", "cab3", "cab4", "cab5", "cab6", "cab7", "cab8")
          .members(Groups.CONFIGURATION_MANAGERS, "config");
  private ApprovalDesk desk;

  @BeforeEach
  void desk() {
    desk = polity.desk(gates, votes);
  }

  /** These votes are told to nobody: rows that the trail does not know must not stay behind. */
  @AfterEach
  void leaveNoRows() {
    asOwnerOfTheTables(
        () -> {
          jdbc.sql("delete from approval_vote where subject = ?").param(subject).update();
          jdbc.sql("delete from approval_gate where subject = ?").param(subject).update();
        });
  }

  /** Past any trigger that keeps rows as they are, as only a database administrator gets. */
  private void asOwnerOfTheTables(Runnable edit) {
    transaction.executeWithoutResult(
        status -> {
          if (getClass().getSimpleName().contains("Postgresql")) {
            jdbc.sql("set local session_replication_role = replica").update();
          }
          edit.run();
        });
  }

  @Test
  void aVoteReadsAsItWasWritten() {
    var required = low();
    open(required);
    votes("peer", "peer", Decision.APPROVE, "Looks right: é, 漢字, <b>\n");

    assertThat(inTransaction(() -> desk.authorises(subject, required))).isTrue();
    assertThat(rows.of(subject))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.intact()).isTrue();
              assertThat(row.reason()).isEqualTo("Looks right: é, 漢字, <b>\n");
              assertThat(row.judged()).hasSize(5);
              assertThat(rows.digests(List.of(Long.toString(row.id()))))
                  .containsExactly(Map.entry(Long.toString(row.id()), row.digest()));
            });
    assertThat(polity.events)
        .filteredOn(event -> event instanceof Fact fact && fact.name().equals("VoteCast"))
        .singleElement()
        .satisfies(
            event -> {
              var row = rows.of(subject).get(0);
              assertThat(((Fact) event).detail())
                  .containsEntry(Fact.EVIDENCE, "approval_vote/" + row.id())
                  .containsEntry(Fact.DIGEST, row.digest());
            });
  }

  @Test
  void aVoteEditedInTheDatabaseIsNamedAndCountsForNothing() {
    var required = low();
    open(required);
    votes("peer", "peer", Decision.REJECT, "no");
    asOwnerOfTheTables(
        () -> {
          jdbc.sql("update approval_vote set word = 'APPROVE' where subject = ?")
              .param(subject)
              .update();
          jdbc.sql(
                  "update approval_gate set state = 'APPROVED', closed_at = opened_at where subject = ?")
              .param(subject)
              .update();
        });

    assertThat(inTransaction(() -> desk.authorises(subject, required))).isFalse();
    assertThat(rows.of(subject)).singleElement().matches(row -> !row.intact());
  }

  @Test
  void theRowsOfAllVotesCanBeWalkedThrough() {
    open(high());
    for (int voter = 1; voter <= 3; voter++) {
      votes("cab" + voter, "cab", Decision.APPROVE, "fine");
    }
    List<String> walked = new ArrayList<>();
    String last = null;
    do {
      var page = rows.keysAfter(last, 2);
      walked.addAll(page);
      last = page.size() < 2 ? null : page.get(1);
    } while (last != null);
    assertThat(walked)
        .doesNotHaveDuplicates()
        .containsAll(rows.of(subject).stream().map(row -> Long.toString(row.id())).toList());
  }

  @Test
  void eightPeopleWhoVoteAtOneGateAtOnceAllCount() throws Exception {
    open(List.of(cab(8, 100)));
    var results =
        atOnce(
            people(8), person -> desk.vote(subject, "cab", Decision.APPROVE, person + " agrees"));

    assertThat(results).allMatch(GateView.class::isInstance);
    var gate = inTransaction(() -> desk.gates(subject)).get(0);
    assertThat(gate.state()).isEqualTo(GateState.APPROVED);
    assertThat(gate.votes()).hasSize(8).allMatch(GateView.VoteView::valid);
    assertThat(results)
        .extracting(result -> ((GateView) result).votes().size())
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void eightVotesForAndAgainstAtOnceMakeOneDecisionAndNoneIsLostBeforeIt() throws Exception {
    open(List.of(cab(3, 60)));
    var results =
        atOnce(
            people(8),
            person ->
                desk.vote(
                    subject,
                    "cab",
                    Integer.parseInt(person.substring(3)) % 2 == 0
                        ? Decision.APPROVE
                        : Decision.REJECT,
                    "mine"));

    long taken = results.stream().filter(GateView.class::isInstance).count();
    var gate = inTransaction(() -> desk.gates(subject)).get(0);
    assertThat(gate.state()).isEqualTo(GateState.REJECTED);
    assertThat(gate.votes()).hasSize((int) taken).allMatch(GateView.VoteView::valid);
    assertThat(polity.facts()).containsOnlyOnce("GateRejected cab");
    assertThat(results)
        .filteredOn(result -> !(result instanceof GateView))
        .allMatch(Refusal.class::isInstance);
  }

  @Test
  void somebodyWhoVotesAtTwoGatesAtOnceIsHeardAtOne() throws Exception {
    polity.members(Groups.PEERS, "cab1");
    open(high());
    List<String> doors = List.of("peer", "cab");
    var results =
        atOnce(
            doors,
            door -> {
              polity.as("cab1");
              return desk.vote(subject, door, Decision.APPROVE, "both");
            });

    assertThat(results).filteredOn(GateView.class::isInstance).hasSize(1);
    assertThat(rows.of(subject)).hasSize(1);
  }

  @Test
  void whoHasReadAGateBeforeOthersVotedHearsThemWhenHeVotes() {
    open(high());

    var gate =
        inTransaction(
            () -> {
              assertThat(desk.gates(subject)).allMatch(read -> read.votes().isEmpty());
              CompletableFuture.runAsync(() -> votes("cab1", "cab", Decision.APPROVE, "first"))
                  .join();
              polity.as("cab2");
              return desk.vote(subject, "cab", Decision.APPROVE, "second");
            });

    assertThat(gate.votes()).extracting(GateView.VoteView::voter).containsExactly("cab1", "cab2");
  }

  @Test
  void whoHoldsAGateAsksAgainWhatOthersMayHaveMovedWhileHeWaited() {
    open(high());
    var moving = new OncePerTransaction<String, Integer>();
    var settled = OncePerTransaction.<String, Integer>settled();
    var reads = new AtomicInteger();

    inTransaction(
        () -> {
          assertThat(moving.get("who belongs", reads::incrementAndGet)).isEqualTo(1);
          assertThat(settled.get("the policy", () -> 7)).isEqualTo(7);
          polity.as("cab1");
          desk.vote(subject, "cab", Decision.APPROVE, "now");
          assertThat(moving.get("who belongs", reads::incrementAndGet)).isEqualTo(2);
          return settled.get("the policy", () -> fail("it was settled"));
        });
  }

  @Test
  void aTransactionKnowsWhatItHasOpenedAndSaidAndDoesNotReadItAgain() {
    var required = low();
    polity.as("peer");

    var spent =
        statements(
            () -> {
              assertThat(desk.gates(subject)).isEmpty();
              desk.open(subject, required);
              assertThat(desk.authorises(subject, required)).isFalse();
              desk.vote(subject, "peer", Decision.APPROVE, "fine");
              assertThat(desk.gates(subject))
                  .singleElement()
                  .satisfies(gate -> assertThat(gate.votes()).hasSize(1));
              assertThat(desk.authorises(subject, required)).isTrue();
              return subject;
            });

    // Both readings of the gates, two sequences, three writes.
    assertThat(spent).isLessThanOrEqualTo(7);
  }

  @Test
  void aVoteTakesSixStatementsAnOpeningFourAndAnAuthorisationThree() {
    var required = high();
    open(low());
    inTransaction(
        () -> {
          desk.close(subject);
          return 0;
        });
    assertThat(statements(() -> desk.open(subject, required))).isLessThanOrEqualTo(5);
    polity.as("cab1");
    assertThat(statements(() -> desk.vote(subject, "cab", Decision.APPROVE, "fine")))
        .isLessThanOrEqualTo(6);
    polity.as("peer");
    assertThat(statements(() -> desk.vote(subject, "peer", Decision.APPROVE, "fine")))
        .isLessThanOrEqualTo(6);
    assertThat(statements(() -> desk.authorises(subject, required))).isLessThanOrEqualTo(3);
  }

  private long statements(Supplier<?> work) {
    Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();
    var before = statistics.isStatisticsEnabled();
    statistics.setStatisticsEnabled(true);
    try {
      long start = statistics.getPrepareStatementCount();
      inTransaction(work);
      return statistics.getPrepareStatementCount() - start;
    } finally {
      statistics.setStatisticsEnabled(before);
    }
  }

  /**
   * Each in a transaction and a thread of its own, all together; what each got, or what stopped
   * him.
   */
  private List<Object> atOnce(List<String> who, java.util.function.Function<String, ?> act)
      throws Exception {
    var barrier = new CyclicBarrier(who.size());
    var threads = Executors.newFixedThreadPool(who.size());
    try {
      List<Callable<Object>> acts = new ArrayList<>();
      for (var person : who) {
        acts.add(
            () -> {
              polity.as(person);
              barrier.await(20, TimeUnit.SECONDS);
              return inTransaction(() -> act.apply(person));
            });
      }
      List<Object> results = new ArrayList<>();
      for (var future : threads.invokeAll(acts, 60, TimeUnit.SECONDS)) {
        try {
          results.add(future.get());
        } catch (ExecutionException refused) {
          results.add(refused.getCause());
        }
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> people(int count) {
    List<String> people = new ArrayList<>();
    for (int person = 1; person <= count; person++) {
      people.add("cab" + person);
    }
    return people;
  }

  private void open(List<RequiredGate> required) {
    inTransaction(() -> desk.open(subject, required));
  }

  private void votes(String person, String gate, Decision decision, String reason) {
    polity.as(person);
    inTransaction(() -> desk.vote(subject, gate, decision, reason));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(status -> work.get());
  }

  private static List<RequiredGate> low() {
    return PoliciesFromFiles.approval()
        .gatesFor(new GateQuestion("NORMAL", Risk.LOW, true, false, false, false, false))
        .gates();
  }

  private static List<RequiredGate> high() {
    return List.of(low().get(0), cab(3, 60));
  }

  private static RequiredGate cab(int least, int percent) {
    return new RequiredGate(
        "cab",
        "Change advisory board",
        Groups.CAB,
        RequiredGate.Quorum.PERCENT,
        least,
        percent,
        false,
        EnumSet.allOf(Section.class),
        java.time.Duration.ofDays(5),
        null);
  }
}
