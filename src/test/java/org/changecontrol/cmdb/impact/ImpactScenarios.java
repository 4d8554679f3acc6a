package org.changecontrol.cmdb.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.changecontrol.PlatformIT;
import org.changecontrol.cmdb.Cause;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Impact;
import org.changecontrol.cmdb.ImpactDirection;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.Relationship;
import org.changecontrol.cmdb.RelationshipRule;
import org.changecontrol.cmdb.Relationships;
import org.changecontrol.cmdb.Revision;
import org.changecontrol.cmdb.Revisions;
import org.changecontrol.cmdb.imports.EstateImports;
import org.changecontrol.cmdb.imports.ReportFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

abstract class ImpactScenarios extends PlatformIT {

  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  @Autowired private OutageAnalysis analysis;
  @Autowired private EstateImports imports;
  @Autowired private Relationships relationships;
  @Autowired private Revisions revisions;
  @Autowired private ConfigurationModels models;
  @Autowired private EntityManager entityManager;
  @Autowired private Clock clock;
  @Autowired private ObjectMapper json;
  @Autowired private DataSource dataSource;
  @Autowired private PlatformTransactionManager transactions;

  @ParameterizedTest
  @CsvSource({
    "runs-on,application,server,target",
    "contains,rack,server,source",
    "powers,pdu,server,source",
    "depends-on,service,application,target",
    "provided-by,circuit,provider,target",
    "supports,application,service,source",
    "stores-data-for,storage,database,source",
    "replicates,database,database,neither",
    "connects-to,server,server,neither"
  })
  void anOutageTravelsTheWayTheTypeOfTheRelationshipSays(
      String type, String sourceType, String targetType, String failing) {
    reported(
        List.of(sourceType + ",source", targetType + ",target"),
        List.of(type + "," + sourceType + ":source," + targetType + ":target"));

    assertThat(downstream("source"))
        .isEqualTo(failing.equals("source") ? List.of("target") : List.of());
    assertThat(downstream("target"))
        .isEqualTo(failing.equals("target") ? List.of("source") : List.of());
    assertThat(upstream("source"))
        .isEqualTo(failing.equals("target") ? List.of("target") : List.of());
    assertThat(upstream("target"))
        .isEqualTo(failing.equals("source") ? List.of("source") : List.of());
  }

  @Test
  void aSoftRelationshipDoesNotCarryAnOutage() {
    reported(
        List.of("service,shop", "application,web"),
        List.of("depends-on,service:shop,application:web"));
    // Softened before the picture in memory has heard of it.
    jdbc.sql("update cmdb_relationship set soft = true where source = ?")
        .param(key("shop").number())
        .update();

    assertThat(downstream("web")).isEmpty();
  }

  @Test
  void servicesComeFirstAndEachWithThePathThatExplainsIt() {
    reported(
        List.of("server,host", "virtual-machine,vm", "application,app", "service,shop"),
        List.of(
            "runs-on,virtual-machine:vm,server:host",
            "runs-on,application:app,virtual-machine:vm",
            "depends-on,service:shop,application:app"));

    var impact = impact("host");

    assertThat(names(impact)).containsExactly("shop", "vm", "app");
    assertThat(impact.services()).containsExactly(key("shop"));
    var shop = impact.impacted().get(0);
    assertThat(shop.depth()).isEqualTo(3);
    assertThat(shop.path())
        .extracting(step -> plain(step.name()))
        .containsExactly("host", "vm", "app", "shop");
    assertThat(shop.path())
        .extracting(Impact.Step::relationship)
        .containsExactly(null, "runs-on", "runs-on", "depends-on");
    assertThat(impact.impacted()).extracting(Impact.Impacted::depth).containsExactly(3, 1, 2);
  }

  @Test
  void aClusterStandsWhileOneOfItsTwoHostsDoes() {
    redundantCluster();

    assertThat(downstream("h1")).isEmpty();
    assertThat(downstream("h2")).isEmpty();
    assertThat(downstream("h1", "h2")).containsExactly("shop", "cluster");
    assertThat(downstream("rack")).containsExactly("shop", "h1", "h2", "cluster");
  }

  @Test
  void aHostThatIsOutOfUseIsNoneThatRemains() {
    redundantCluster();
    become("h2", "RETIRED");

    assertThat(downstream("h1")).containsExactly("shop", "cluster");
    assertThat(downstream("h2")).isEmpty();
  }

  @Test
  void whatIsOnlyPlannedDoesNotCount() {
    reported(
        List.of("server,host", "application,app"), List.of("runs-on,application:app,server:host"));
    become("app", "PLANNED");

    assertThat(downstream("host")).isEmpty();
    become("app", "MAINTENANCE");
    assertThat(downstream("host")).containsExactly("app");
  }

  @Test
  void aCommitThatComesLaterThanItsRevisionIsNotMissed() throws Exception {
    reported(List.of("service,shop", "application,slow", "application,fast"), List.of());
    assertThat(downstream("slow")).isEmpty();
    var written = new CountDownLatch(1);
    var overtaken = new CountDownLatch(1);
    var slow =
        CompletableFuture.runAsync(
            () ->
                inTransaction(
                    () -> {
                      relate("shop", "slow");
                      entityManager.flush();
                      written.countDown();
                      await(overtaken);
                    }));
    assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();

    inTransaction(() -> relate("shop", "fast"));
    assertThat(downstream("fast")).containsExactly("shop");
    assertThat(downstream("slow")).isEmpty();
    overtaken.countDown();
    slow.get(30, TimeUnit.SECONDS);

    assertThat(downstream("slow")).containsExactly("shop");
  }

  @Test
  void theCallerSeesWhatHeHasWrittenAndNobodyElseDoes() {
    reported(List.of("service,shop", "application,app"), List.of());
    assertThat(downstream("app")).isEmpty();

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              assertThat(downstream("app")).isEmpty();
              relate("shop", "app");
              assertThat(downstream("app")).containsExactly("shop");
              assertThat(CompletableFuture.supplyAsync(() -> downstream("app")).join()).isEmpty();
              status.setRollbackOnly();
            });

    assertThat(downstream("app")).isEmpty();
  }

  @Test
  void whatATransactionHasAskedItDoesNotAskAgain() {
    reported(
        List.of("server,host", "application,app"), List.of("runs-on,application:app,server:host"));
    var statements = new AtomicInteger();
    var counted = analysis(models, counting(statements));

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              var first = counted.of(keys("host"), ImpactDirection.DOWNSTREAM, null);
              var spent = statements.get();
              assertThat(counted.of(keys("host"), ImpactDirection.DOWNSTREAM, null))
                  .isEqualTo(first);
              assertThat(statements).hasValue(spent);
              assertThat(counted.of(keys("app"), ImpactDirection.DOWNSTREAM, null))
                  .isNotEqualTo(first);
              assertThat(statements).hasValueGreaterThan(spent);
            });
  }

  @Test
  void thePastIsAnsweredAsItWasBelieved() {
    reported(List.of("service,shop", "application,app"), List.of());
    var unrelated = clock.instant();
    inTransaction(() -> relate("shop", "app"));
    var related = clock.instant();
    become("shop", "RETIRED");
    var retired = clock.instant();
    reported(List.of("application,later"), List.of());

    assertThat(
            names(analysis.at(unrelated, keys("app"), ImpactDirection.DOWNSTREAM, null).impact()))
        .isEmpty();
    assertThat(names(analysis.at(related, keys("app"), ImpactDirection.DOWNSTREAM, null).impact()))
        .containsExactly("shop");
    assertThat(names(analysis.at(retired, keys("app"), ImpactDirection.DOWNSTREAM, null).impact()))
        .isEmpty();
    assertThat(analysis.at(retired, keys("later"), ImpactDirection.DOWNSTREAM, null).unknown())
        .containsExactly(key("later"));
  }

  @Test
  void dataIsIncompleteWhenTheStartWasNotConfirmedForTooLong() {
    reported(
        List.of("server,host", "application,app"), List.of("runs-on,application:app,server:host"));
    assertThat(impact("host").incomplete()).isFalse();

    jdbc.sql("update cmdb_item set last_verified = ? where number = ?")
        .param(java.sql.Timestamp.from(Instant.now().minusSeconds(400L * 24 * 60 * 60)))
        .param(key("host").number())
        .update();

    assertThat(impact("host").incomplete()).isTrue();
    assertThat(impact("app").incomplete()).isFalse();
  }

  @Test
  void dataIsIncompleteWhereAMandatoryRelationshipIsMissing() {
    reported(
        List.of("server,host", "application,app", "application,loose"),
        List.of("runs-on,application:app,server:host"));
    var rule = mock(RelationshipRule.class);
    when(rule.minTargets()).thenReturn(1);
    when(rule.sourceType()).thenReturn("application");
    when(rule.relationshipType()).thenReturn("runs-on");
    var model = spy(models.current());
    doReturn(List.of()).when(model).rulesOf(anyString());
    doReturn(List.of(rule)).when(model).rulesOf("runs-on");
    var demanding = mock(ConfigurationModels.class);
    when(demanding.current()).thenReturn(model);
    var strict = analysis(demanding, dataSource);

    assertThat(inTransaction(strict, "host").incomplete()).isFalse();
    assertThat(inTransaction(strict, "loose").incomplete()).isTrue();
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnHowManyItemsAreReached() {
    var items =
        new java.util.ArrayList<String>(List.of("server,host", "server,idle", "application,one"));
    var links = new java.util.ArrayList<String>(List.of("runs-on,application:one,server:idle"));
    for (int count = 0; count < 300; count++) {
      items.add("application,app" + count);
      links.add("runs-on,application:app" + count + ",server:host");
    }
    reported(items, links);
    var statements = new AtomicInteger();
    var counted = analysis(models, counting(statements));
    inTransaction(counted, "host");

    statements.set(0);
    assertThat(inTransaction(counted, "idle").impacted()).hasSize(1);
    int few = statements.getAndSet(0);
    assertThat(inTransaction(counted, "host").impacted()).hasSize(300);

    assertThat(statements.get()).isEqualTo(few).isLessThanOrEqualTo(2);
  }

  @Test
  void theApiAnswersForOneItemAndForSeveral() {
    redundantCluster();

    var one =
        as("requester")
            .getForObject(
                "/api/items/{key}/impact?maxDepth=1", JsonNode.class, key("rack").value());
    assertThat(one.get("impacted")).hasSize(2);
    assertThat(one.get("services")).isEmpty();
    assertThat(one.get("incomplete").asBoolean()).isFalse();
    assertThat(one.at("/impacted/0/item/key").asText()).isEqualTo(key("h1").value());
    assertThat(one.at("/impacted/0/path/1/relationship").asText()).isEqualTo("contains");
    assertThat(one.at("/impacted/0/path/1/item").asText()).isEqualTo(key("h1").value());

    var named =
        as("requester")
            .getForObject(
                "/api/items/{key}/impact?direction=UPSTREAM",
                JsonNode.class,
                "service:shop-" + mark);
    assertThat(named.get("impacted")).hasSize(4);

    var several =
        as("requester")
            .postForObject(
                "/api/impact",
                Map.of(
                    "items",
                    List.of("server:h1-" + mark, key("h2").value()),
                    "direction",
                    "DOWNSTREAM"),
                JsonNode.class);
    assertThat(several.get("services")).hasSize(1);
    assertThat(several.at("/services/0").asText()).isEqualTo(key("shop").value());
  }

  @Test
  void theApiRefusesWhatItCannotAnswer() {
    reported(List.of("server,host"), List.of());
    var host = key("host").value();

    assertThat(status("/api/items/CI-999999999999/impact")).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(status("/api/items/" + host + "/impact?maxDepth=0"))
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(status("/api/items/" + host + "/impact?direction=SIDEWAYS"))
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(status("/api/items/" + host + "/impact?depth=1")).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(
            asked(Map.of("items", List.of(host), "at", clock.instant().plusSeconds(60).toString())))
        .isEqualTo("at");
    assertThat(asked(Map.of("items", List.of(host, "server:nowhere")))).isEqualTo("items[1]");
    assertThat(asked(Map.of("items", List.of()))).isEqualTo("items");
    assertThat(asked(Map.of("items", List.of(host), "at", "2001-01-01T00:00:00Z")))
        .isEqualTo("items[0]");
  }

  private HttpStatus status(String path) {
    return HttpStatus.valueOf(
        as("requester").getForEntity(path, JsonNode.class).getStatusCode().value());
  }

  private String asked(Map<String, Object> question) {
    var answer = as("requester").postForEntity("/api/impact", question, JsonNode.class);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.BAD_REQUEST);
    return answer.getBody().at("/errors/0/field").asText();
  }

  private void redundantCluster() {
    var items =
        """
        type,name,needs
        rack,rack-%1$s,
        server,h1-%1$s,
        server,h2-%1$s,
        cluster,cluster-%1$s,"{""runs-on"": 1}"
        service,shop-%1$s,
        """;
    var links =
        """
        type,source,target
        contains,rack:rack-%1$s,server:h1-%1$s
        contains,rack:rack-%1$s,server:h2-%1$s
        runs-on,cluster:cluster-%1$s,server:h1-%1$s
        runs-on,cluster:cluster-%1$s,server:h2-%1$s
        depends-on,service:shop-%1$s,cluster:cluster-%1$s
        """;
    take(items.formatted(mark), links.formatted(mark));
  }

  private void reported(List<String> items, List<String> links) {
    var itemRows = new StringBuilder("type,name\n");
    items.forEach(item -> itemRows.append(item).append('-').append(mark).append('\n'));
    var linkRows = new StringBuilder("type,source,target\n");
    for (String link : links) {
      var cells = link.split(",");
      linkRows
          .append(cells[0])
          .append(',')
          .append(cells[1])
          .append('-')
          .append(mark)
          .append(',')
          .append(cells[2])
          .append('-')
          .append(mark)
          .append('\n');
    }
    take(itemRows.toString(), linkRows.toString());
  }

  private void take(String items, String links) {
    var answer =
        imports.take(
            "impact " + mark,
            new ReportFile("items", "items.csv", items.getBytes(StandardCharsets.UTF_8)),
            new ReportFile(
                "relationships", "relationships.csv", links.getBytes(StandardCharsets.UTF_8)),
            false);
    assertThat(answer.rejected()).isEmpty();
  }

  private void relate(String service, String application) {
    var relationship =
        Relationship.reported(
            "depends-on", key(service), key(application), "test", clock.instant());
    relationships.add(relationship);
    revisions.record(relationship, null, Revision.Action.REPORTED, new Cause("test", mark), null);
  }

  /** Another state, with the revision that every write leaves. */
  private void become(String name, String state) {
    inTransaction(
        () -> {
          var item = entityManager.find(org.changecontrol.cmdb.Item.class, key(name).number());
          var before = item.image();
          jdbc.sql("update cmdb_item set state = ? where number = ?")
              .param(state)
              .param(item.number())
              .update();
          revisions.record(item, before, Revision.Action.OBSERVED, new Cause("test", mark), null);
        });
  }

  private void inTransaction(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
  }

  private Impact inTransaction(OutageAnalysis asked, String name) {
    return new TransactionTemplate(transactions)
        .execute(status -> asked.of(keys(name), ImpactDirection.DOWNSTREAM, null));
  }

  private OutageAnalysis analysis(ConfigurationModels asked, DataSource from) {
    var reader = new EstateReader(new JdbcTemplate(from), json);
    return new OutageAnalysis(
        new LiveGraph(reader), reader, asked, revisions, entityManager, clock);
  }

  private DataSource counting(AtomicInteger statements) {
    return new DelegatingDataSource(dataSource) {
      @Override
      public Connection getConnection() throws java.sql.SQLException {
        var connection = super.getConnection();
        return (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("prepareStatement")
                      || method.getName().equals("createStatement")) {
                    statements.incrementAndGet();
                  }
                  return passedOn(method, connection, arguments);
                });
      }
    };
  }

  private static Object passedOn(Method method, Object to, Object[] arguments) throws Throwable {
    try {
      return method.invoke(to, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Impact impact(String... names) {
    return analysis.of(keys(names), ImpactDirection.DOWNSTREAM, null);
  }

  private List<String> downstream(String... names) {
    return names(impact(names));
  }

  private List<String> upstream(String name) {
    return names(analysis.of(keys(name), ImpactDirection.UPSTREAM, null));
  }

  private List<String> names(Impact impact) {
    return impact.impacted().stream().map(one -> plain(one.item().name())).toList();
  }

  private String plain(String name) {
    return name.substring(0, name.length() - mark.length() - 1);
  }

  private List<ItemKey> keys(String... names) {
    return List.of(names).stream().map(this::key).toList();
  }

  private ItemKey key(String name) {
    return ItemKey.of(
        jdbc.sql("select number from cmdb_item where name = ?")
            .param(name + "-" + mark)
            .query(Long.class)
            .single());
  }
}
