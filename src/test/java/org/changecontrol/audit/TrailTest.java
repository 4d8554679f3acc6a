package org.changecontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.changecontrol.fact.Evidence;
import org.changecontrol.fact.Fact;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.identity.Actor;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail, and every way to tamper with it. */
class TrailTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path directory;

  private final MovingClock clock = new MovingClock();
  private final Votes votes = new Votes();
  private JdbcConnectionPool database;
  private JdbcTemplate jdbc;
  private TransactionTemplate transaction;
  private TrailEntries entries;
  private SignedHeads signed;
  private Scribe scribe;
  private Watch watch;
  private Verifier verifier;
  private Actor actor = new Actor("manager", java.util.Set.of());

  @BeforeEach
  void aNewTrail() {
    database =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "sa", "");
    database.setMaxConnections(20);
    new ResourceDatabasePopulator(
            new FileSystemResource("src/main/resources/db/migration/common/V50__audit.sql"))
        .execute(database);
    jdbc = new JdbcTemplate(database);
    jdbc.execute("create table thing (id int primary key)");
    var transactions = new JdbcTransactionManager(database);
    transaction = new TransactionTemplate(transactions);
    entries = new TrailEntries(jdbc, new ObjectMapper());
    signed = new SignedHeads(settings(KEY, List.of()), entries, clock);
    scribe =
        new Scribe(
            entries,
            signed,
            () -> actor,
            clock,
            new StaticListableBeanFactory()
                .getBeanProvider(jakarta.persistence.EntityManagerFactory.class),
            transactions);
    watch = new Watch(scribe, clock);
    verifier = new Verifier(entries, signed, List.of(votes));
  }

  @AfterEach
  void gone() {
    database.dispose();
  }

  private AuditSettings settings(@Nullable String key, List<String> retired) {
    return new AuditSettings(
        directory.resolve("heads.jsonl"), directory.resolve("heads.key"), key, retired);
  }

  @Test
  void whatHappenedIsWrittenDownWithWhoWhatWhenAndWhy() {
    happens(new Fact("CHG-000001", "ChangeCancelled", "Not needed", Map.of("b", 1, "a", "x")));

    assertThat(entries.of("CHG-000001", 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.seq()).isEqualTo(1);
              assertThat(entry.at()).isEqualTo(clock.instant());
              assertThat(entry.actor()).isEqualTo("manager");
              assertThat(entry.name()).isEqualTo("ChangeCancelled");
              assertThat(entry.reason()).isEqualTo("Not needed");
              assertThat(entry.detail()).isEqualTo(Map.of("a", "x", "b", 1));
            });
    assertThat(verifier.verify()).isEqualTo(new Verification(true, 1, null, List.of()));
  }

  @Test
  void theHashIsThatOfTheCanonicalJsonOfTheRow() {
    clock.now = Instant.parse("2031-03-04T18:00:00.5Z");
    happens(new Fact("CHG-000001", "ChangeSubmitted", null, Map.of("n", 1)));

    assertThat(jdbc.queryForObject("select hash from audit_entry", String.class))
        .isEqualTo(
            Link.sha256(
                "{\"actor\":\"manager\",\"at\":\"2031-03-04T18:00:00.500000Z\",\"detail\":\"{\\\"n\\\":1}\","
                    + "\"evidence\":null,\"name\":\"ChangeSubmitted\",\"prev_hash\":\""
                    + "0".repeat(64)
                    + "\",\"reason\":null,\"seq\":1,\"subject\":\"CHG-000001\"}"));
  }

  @Test
  void factsOfOneTransactionAreWrittenTogetherAtItsEnd() {
    transaction.executeWithoutResult(
        running -> {
          scribe.on(Fact.of("a", "One"));
          scribe.on(Fact.of("a", "Two"));
          assertThat(entries.head().seq()).isZero();
        });

    assertThat(entries.of("a", 10)).extracting(AuditEntry::name).containsExactly("One", "Two");
  }

  @Test
  void whatIsRolledBackDidNotHappen() {
    transaction.executeWithoutResult(
        running -> {
          scribe.on(Fact.of("a", "One"));
          running.setRollbackOnly();
        });

    assertThat(entries.head().seq()).isZero();
    assertThat(verifier.verify().valid()).isFalse();
    happens(Fact.of("a", "Two"));
    assertThat(verifier.verify()).isEqualTo(new Verification(true, 1, null, List.of()));
  }

  @Test
  void anActionThatCannotBeWrittenDownDoesNotHappen() {
    jdbc.execute("alter table audit_entry rename to elsewhere");

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    running -> {
                      jdbc.update("insert into thing values (1)");
                      scribe.on(Fact.of("a", "One"));
                    }))
        .isInstanceOf(org.springframework.dao.DataAccessException.class);
    assertThat(jdbc.queryForObject("select count(*) from thing", Integer.class)).isZero();
  }

  @Test
  void aFactThatComesAfterTheWritingFailsTheAction() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    running -> {
                      jdbc.update("insert into thing values (1)");
                      scribe.on(Fact.of("a", "One"));
                      org.springframework.transaction.support.TransactionSynchronizationManager
                          .registerSynchronization(
                              new org.springframework.transaction.support
                                  .TransactionSynchronization() {
                                @Override
                                public void beforeCommit(boolean readOnly) {
                                  scribe.on(Fact.of("a", "TooLate"));
                                }
                              });
                    }))
        .hasMessageContaining("TooLate");
    assertThat(jdbc.queryForObject("select count(*) from thing", Integer.class)).isZero();
  }

  @Test
  void howeverManyFactsThereAreTheyCostThreeExecutions() {
    var executions = new AtomicInteger();
    var counting =
        new TrailEntries(new JdbcTemplate(counting(database, executions)), new ObjectMapper());

    counting.append(
        IntStream.range(0, 20)
            .mapToObj(i -> Noted.of(Fact.of("a", "Counted"), "manager", clock.instant()))
            .toList());

    assertThat(executions).hasValue(3);
  }

  private static DataSource counting(DataSource database, AtomicInteger executions) {
    return proxy(DataSource.class, database, executions);
  }

  /** Counts what is executed on statements of whatever comes out of it. */
  private static <T> T proxy(Class<T> type, Object behind, AtomicInteger executions) {
    return type.cast(
        Proxy.newProxyInstance(
            TrailTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                executions.incrementAndGet();
              }
              Object answer = method.invoke(behind, arguments);
              if (answer instanceof Connection) {
                return proxy(Connection.class, answer, executions);
              }
              return answer instanceof PreparedStatement
                  ? proxy(PreparedStatement.class, answer, executions)
                  : answer;
            }));
  }

  @Test
  void manyCommitAtOnceWithoutAGapOrADeadlock() throws Exception {
    int threads = 12;
    int each = 40;
    ExecutorService people = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> work =
          IntStream.range(0, threads)
              .<Callable<Void>>mapToObj(
                  person ->
                      () -> {
                        for (int i = 0; i < each; i++) {
                          int id = person * each + i;
                          transaction.executeWithoutResult(
                              running -> {
                                jdbc.update("insert into thing values (?)", id);
                                scribe.on(Fact.of("thing", "Put"));
                                scribe.on(Fact.of("thing", "Checked"));
                                if (id % 5 == 0) {
                                  running.setRollbackOnly();
                                }
                              });
                        }
                        return null;
                      })
              .toList();
      for (Future<Void> done : people.invokeAll(work)) {
        done.get();
      }
    } finally {
      people.shutdown();
    }
    long committed = threads * each * 4 / 5;
    assertThat(jdbc.queryForObject("select count(*) from thing", Long.class)).isEqualTo(committed);
    assertThat(verifier.verify()).isEqualTo(new Verification(true, 2 * committed, null, List.of()));
  }

  @Test
  void textsThatADatabaseWouldNotGiveBackAsTheyWereAreMadeFit() {
    happens(
        new Fact(
            "a\u0000" + "\ud83d\ude00".repeat(200),
            "N".repeat(300),
            "half \ud800 and \u0000" + "r".repeat(30_000),
            Map.of("text", "\u0000 \ud800 " + "d".repeat(100_000))));

    assertThat(verifier.verify().problems()).isEmpty();
  }

  static List<String> edits() {
    return List.of(
        "at = at + interval '1' second",
        "actor = 'somebody'",
        "subject = 'CHG-000002'",
        "name = 'Other'",
        "reason = 'Other'",
        "reason = null",
        "detail = '{\"n\":2}'",
        "evidence = 'vote/1'",
        "hash = '" + "a".repeat(64) + "'",
        "prev_hash = '" + "a".repeat(64) + "'");
  }

  @ParameterizedTest
  @MethodSource("edits")
  void anEditOfAnyColumnOfAnyRowIsNamed(String edit) {
    longTrail(7);
    for (long seq = 1; seq <= 7; seq++) {
      var row = jdbc.queryForMap("select * from audit_entry where seq = ?", seq);
      jdbc.update("update audit_entry set " + edit + " where seq = ?", seq);

      Verification found = verifier.verify();

      assertThat(found.valid()).as("%s at %d", edit, seq).isFalse();
      assertThat(found.brokenAt()).as("%s at %d", edit, seq).isEqualTo(seq);
      assertThat(found.problems())
          .anyMatch(problem -> problem.contains("Entry " + found.brokenAt()));
      restore(row);
    }
    assertThat(verifier.verify().valid()).isTrue();
  }

  @Test
  void anEditWithANewHashOfItsOwnIsNamed() {
    longTrail(7);
    reseal(3, 3);

    Verification found = verifier.verify();

    assertThat(found.valid()).isFalse();
    assertThat(found.problems())
        .contains("Entry 4 does not follow entry 3: one of them was replaced.");
  }

  @Test
  void aTrailWrittenAnewToItsEndIsFoundByTheSignedHeads() {
    longTrail(7);
    reseal(3, 7);

    Verification found = verifier.verify();

    assertThat(found.valid()).isFalse();
    assertThat(found.problems())
        .anyMatch(problem -> problem.startsWith("Entry 7 is not the one that was signed"));
  }

  @Test
  void aRemovedRowIsNamed() {
    for (long seq = 1; seq <= 5; seq++) {
      jdbc.update("delete from audit_entry");
      jdbc.update("update audit_head set seq = 0, hash = ?", Link.NOTHING);
      longTrail(5);
      jdbc.update("delete from audit_entry where seq = ?", seq);

      Verification found = verifier.verify();

      assertThat(found.brokenAt()).isEqualTo(seq);
      assertThat(found.problems()).contains("Entry %d was removed.".formatted(seq));
    }
  }

  @Test
  void rowsThatChangedPlacesAreNamed() {
    longTrail(7);
    jdbc.update("update audit_entry set seq = -1 where seq = 3");
    jdbc.update("update audit_entry set seq = 3 where seq = 5");
    jdbc.update("update audit_entry set seq = 5 where seq = -1");

    Verification found = verifier.verify();

    assertThat(found.brokenAt()).isEqualTo(3);
    assertThat(found.problems())
        .contains(
            "Entry 3 was edited: its hash does not fit.",
            "Entry 5 was edited: its hash does not fit.");
  }

  @Test
  void aTailThatWasCutOffWithItsHeadIsFoundByTheSignedHeads() {
    longTrail(7);
    jdbc.update("delete from audit_entry where seq > 5");
    jdbc.update(
        "update audit_head set seq = 5, hash = (select hash from audit_entry where seq = 5)");

    Verification found = verifier.verify();

    assertThat(found.valid()).isFalse();
    assertThat(found.entries()).isEqualTo(5);
    assertThat(found.brokenAt()).isEqualTo(6);
    assertThat(found.problems()).anyMatch(problem -> problem.contains("entry 7 was signed at"));
  }

  @Test
  void aTailThatGrewAgainAfterItWasCutOffIsFoundToo() {
    longTrail(7);
    jdbc.update("delete from audit_entry where seq > 5");
    jdbc.update(
        "update audit_head set seq = 5, hash = (select hash from audit_entry where seq = 5)");
    happens(Fact.of("x", "Six"));
    happens(Fact.of("x", "Seven"));
    happens(Fact.of("x", "Eight"));

    assertThat(verifier.verify().problems())
        .anyMatch(problem -> problem.startsWith("Entry 7 is not the one that was signed"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 4, 100})
  void anEntryThatWasPutInOutsideTheTrailIsNamed(long seq) {
    longTrail(3);
    jdbc.update(
        "insert into audit_entry select ?, at, actor, subject, name, reason, detail, evidence,"
            + " prev_hash, hash from audit_entry where seq = 3",
        seq);

    Verification found = verifier.verify();

    assertThat(found.brokenAt()).isEqualTo(seq);
    assertThat(found.problems())
        .containsExactly("Entry %d was put in: the trail does not reach there.".formatted(seq));
  }

  @Test
  void aHeadThatWasMovedIsNamed() {
    longTrail(3);
    jdbc.update("update audit_head set seq = 2");
    assertThat(verifier.verify().valid()).isFalse();
    jdbc.update("update audit_head set seq = 3, hash = ?", "b".repeat(64));
    assertThat(verifier.verify().problems())
        .contains("The head of the trail does not fit entry 3: one of them was replaced.");
  }

  @Test
  void linesOfTheFileThatWereEditedOrForgedAreNamed() throws IOException {
    longTrail(3);
    assertThat(verifier.verify().valid()).isTrue();
    Path file = directory.resolve("heads.jsonl");
    String lines = Files.readString(file);

    Files.writeString(file, lines.replace("\"seq\":3", "\"seq\":2"));
    assertThat(verifier.verify().problems())
        .anyMatch(problem -> problem.contains("its signature does not fit"));
    Files.writeString(file, lines + "nonsense\n");
    assertThat(verifier.verify().problems())
        .anyMatch(problem -> problem.contains("is not a signed head"));
    var forger =
        HeadKey.of(
            Base64.getEncoder().encodeToString("f".repeat(32).getBytes(StandardCharsets.UTF_8)),
            "");
    Files.writeString(
        file,
        lines
            + new ObjectMapper().writeValueAsString(SignedHead.of(entries.head(), "now", forger))
            + "\n");
    assertThat(verifier.verify().problems())
        .anyMatch(problem -> problem.contains("key that is not known"));
    Files.delete(file);
    assertThat(verifier.verify().problems())
        .anyMatch(problem -> problem.contains("no signed head"));
  }

  @Test
  void theFileMayBeRotatedAndTheKeyRetired() throws IOException {
    longTrail(3);
    signed.signPending();
    Files.move(directory.resolve("heads.jsonl"), directory.resolve("heads.jsonl.1"));
    assertThat(verifier.verify().valid()).isTrue();
    happens(Fact.of("x", "After"));
    assertThat(verifier.verify().valid()).isTrue();
    assertThat(directory.resolve("heads.jsonl")).exists();

    String next =
        Base64.getEncoder().encodeToString("n".repeat(32).getBytes(StandardCharsets.UTF_8));
    var afterRetirement = new SignedHeads(settings(next, List.of(KEY)), entries, clock);
    assertThat(new Verifier(entries, afterRetirement, List.of()).verify().valid()).isTrue();
    var withoutIt = new SignedHeads(settings(next, List.of()), entries, clock);
    assertThat(new Verifier(entries, withoutIt, List.of()).verify().valid()).isFalse();
  }

  @Test
  void theKeyIsMadeAtTheFirstStartForItsOwnerOnly() throws IOException {
    var first = HeadKey.in(directory.resolve("new/heads.key"));
    var second = HeadKey.in(directory.resolve("new/heads.key"));

    assertThat(first.name()).isEqualTo(second.name());
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("new/heads.key"))))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> HeadKey.of("c2hvcnQ=", "change-control.audit.key"))
        .hasMessageContaining("change-control.audit.key");
  }

  @Test
  void whatWasNotSignedBeforeACrashIsSignedAtTheNextStartAndATornLineIsDropped()
      throws IOException {
    longTrail(3);
    Path file = directory.resolve("heads.jsonl");
    signed.signPending();
    Files.writeString(file, Files.readString(file) + "{\"seq\":4,\"ha");
    var afterCrash = new SignedHeads(settings(KEY, List.of()), entries, clock);

    afterCrash.start();
    afterCrash.stop();

    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(new Verifier(entries, afterCrash, List.of()).verify().valid()).isTrue();
  }

  @Test
  void theSignerWritesTheNewestHeadByItself() throws Exception {
    signed.start();
    try {
      longTrail(3);
      Path file = directory.resolve("heads.jsonl");
      long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!Files.readString(file).contains("\"seq\":3") && System.nanoTime() < until) {
        Thread.sleep(20);
      }
      assertThat(file).content().contains("\"seq\":3");
    } finally {
      signed.stop();
    }
  }

  @Test
  void aVoteThatWasEditedRemovedOrPutInIsNamed() {
    longTrail(2);
    cast("1", "APPROVE");
    cast("2", "REJECT");
    assertThat(verifier.verify().valid()).isTrue();

    votes.rows.put("2", "APPROVE");
    assertThat(verifier.verify())
        .isEqualTo(
            new Verification(
                false, 4, 4L, List.of("Row 2 of vote, which entry 4 vouches for, was edited.")));
    votes.rows.remove("2");
    assertThat(verifier.verify().problems())
        .containsExactly("Row 2 of vote, which entry 4 vouches for, was removed.");
    votes.rows.put("2", "REJECT");
    votes.rows.put("3", "APPROVE");
    assertThat(verifier.verify().problems()).containsExactly("No entry vouches for row 3 of vote.");
  }

  @Test
  void theLastWordOnARowCounts() {
    cast("1", "APPROVE");
    cast("1", "WITHDRAWN");
    assertThat(verifier.verify().valid()).isTrue();
  }

  @Test
  void aLongTrailIsReadPageByPage() {
    transaction.executeWithoutResult(
        running ->
            IntStream.range(0, 2_345)
                .forEach(i -> scribe.on(new Fact("a", "Counted", null, Map.of("i", i)))));
    assertThat(verifier.verify()).isEqualTo(new Verification(true, 2_345, null, List.of()));
    assertThat(entries.count("a", 100)).isEqualTo(100);
    assertThat(entries.newest("a", 2_340, 50))
        .extracting(AuditEntry::seq)
        .containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(entries.newest(null, 0, 2))
        .extracting(AuditEntry::seq)
        .containsExactly(2345L, 2344L);
  }

  @Test
  void aRefusedAttemptIsListedUnderWhoTriedIt() {
    actor = Actor.PLATFORM;
    watch.on(
        new RefusedAttempt("requester", "CHG-000001", "POST /api/changes/CHG-000001/x", "No."));

    assertThat(entries.of("CHG-000001", 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.name()).isEqualTo("AttemptRefused");
              assertThat(entry.actor()).isEqualTo("requester");
              assertThat(entry.reason()).isEqualTo("No.");
            });
  }

  @Test
  void aRefusedAttemptIsWrittenAlthoughWhatWasTriedIsRolledBack() {
    transaction.executeWithoutResult(
        running -> {
          jdbc.update("insert into thing values (1)");
          scribe.on(Fact.of("a", "Tried"));
          watch.on(new RefusedAttempt("requester", "a", "POST /api/a", "No."));
          running.setRollbackOnly();
        });

    assertThat(entries.of("a", 10)).extracting(AuditEntry::name).containsExactly("AttemptRefused");
    assertThat(jdbc.queryForObject("select count(*) from thing", Integer.class)).isZero();
  }

  @Test
  void attemptsOfNobodyAreCountedPerMinuteAndRoute() {
    for (int i = 0; i < 1_000; i++) {
      watch.on(new RefusedAttempt("anonymous", "/", "GET /api/changes/" + i, "Sign in first."));
    }
    assertThat(entries.head().seq()).isZero();

    clock.now = clock.now.plusSeconds(60);
    watch.closeMinute();

    assertThat(entries.of("GET /api/changes", 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.name()).isEqualTo("AttemptsRefused");
              assertThat(entry.detail()).containsEntry("count", 1_000);
            });
  }

  @Test
  void somebodyWhoTriesWithoutEndIsCountedToo() {
    for (int i = 0; i < 500; i++) {
      watch.on(new RefusedAttempt("robot", "CHG-000001", "POST /api/changes/CHG-000001/a", "No."));
    }
    watch.stop();

    assertThat(entries.of("CHG-000001", 1_000)).hasSize(30);
    assertThat(entries.of("POST /api/changes", 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.detail()).containsEntry("count", 470));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 5_000})
  void addressesWithoutEndCannotFillMemoryOrTrail(int addresses) {
    for (int i = 0; i < addresses; i++) {
      watch.on(new RefusedAttempt("anonymous", "/", "GET /" + i + "/x/y", "Sign in first."));
    }
    watch.stop();
    assertThat(entries.head().seq()).isLessThanOrEqualTo(101);
  }

  private void happens(Fact fact) {
    transaction.executeWithoutResult(running -> scribe.on(fact));
  }

  private void longTrail(int length) {
    LongStream.rangeClosed(1, length)
        .forEach(
            n -> happens(new Fact("CHG-000001", "Happened", "because " + n, Map.of("n", n + 10))));
    signed.signPending();
  }

  private void cast(String key, String vote) {
    votes.rows.put(key, vote);
    happens(
        new Fact(
            "CHG-000001",
            "VoteCast",
            null,
            Map.of(Fact.EVIDENCE, "vote/" + key, Fact.DIGEST, Link.sha256(vote))));
  }

  /**
   * What somebody with write access to the database and the source code of the platform would do.
   */
  private void reseal(long from, long to) {
    jdbc.update("update audit_entry set reason = 'forged' where seq = ?", from);
    for (Link link : entries.after(from - 1, to, 100)) {
      String prev =
          link.seq() == from
              ? link.prevHash()
              : jdbc.queryForObject(
                  "select hash from audit_entry where seq = ?", String.class, link.seq() - 1);
      jdbc.update("update audit_entry set prev_hash = ? where seq = ?", prev, link.seq());
      Link moved = entries.after(link.seq() - 1, link.seq(), 1).get(0);
      jdbc.update(
          "update audit_entry set hash = ? where seq = ?", moved.computedHash(), link.seq());
    }
    if (to == entries.head().seq()) {
      jdbc.update("update audit_head set hash = (select hash from audit_entry where seq = ?)", to);
    }
  }

  private void restore(Map<String, Object> row) {
    jdbc.update("delete from audit_entry where seq = ?", row.get("seq"));
    var columns = new TreeMap<>(row);
    jdbc.update(
        "insert into audit_entry ("
            + String.join(", ", columns.keySet())
            + ") values ("
            + "?, ".repeat(columns.size() - 1)
            + "?)",
        columns.values().toArray());
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2031-03-04T18:00:00.123456Z");

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static final class Votes implements Evidence {

    private final TreeMap<String, String> rows = new TreeMap<>();

    @Override
    public String kind() {
      return "vote";
    }

    @Override
    public Map<String, String> digests(Collection<String> keys) {
      Map<String, String> digests = new HashMap<>();
      keys.stream()
          .filter(rows::containsKey)
          .forEach(key -> digests.put(key, Link.sha256(rows.get(key))));
      return digests;
    }

    @Override
    public List<String> keysAfter(@Nullable String key, int limit) {
      var later = key == null ? rows : rows.tailMap(key, false);
      return new ArrayList<>(later.keySet()).subList(0, Math.min(limit, later.size()));
    }
  }
}
