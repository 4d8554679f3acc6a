package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.changecontrol.DatabaseWork;
import org.changecontrol.OnPostgresql;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What a whole change costs the database, counted and not timed. */
@OnPostgresql
class CostOnPostgresqlIT extends PlatformIT {

  /** How many executions a whole change of low risk takes; docs/performance.md says of what. */
  private static final int MOST = 150;

  private static final Logger LOG = LoggerFactory.getLogger(CostOnPostgresqlIT.class);

  @Autowired private DatabaseWork work;

  private final Map<String, DatabaseWork.Done> actions = new LinkedHashMap<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 200})
  void aWholeChangeCostsTheSameWhateverTheNumberOfImpactedItems(int impacted) {
    var machine = machineUnder(impacted);
    wholeChange(machine);

    actions.clear();
    wholeChange(machine);

    actions.forEach(
        (action, done) -> {
          LOG.info(
              "{} impacted items, {}: {} executions, {} commits",
              impacted,
              action,
              done.executions(),
              done.commits());
          done.statements().forEach(statement -> LOG.debug("{}: {}", action, statement));
        });
    assertThat(actions.values()).allMatch(done -> done.commits() == 1);
    assertThat(actions.values().stream().mapToInt(DatabaseWork.Done::executions).sum())
        .isLessThanOrEqualTo(MOST);
  }

  private void wholeChange(String machine) {
    var request =
        normalChange().updating(machine, Map.of("vcpus", 2 + (int) (System.nanoTime() % 60)));
    work.forget();
    var change = api().requested("requester", request);
    counted("request");
    api().approved("peer", change, "peer");
    counted("vote");
    api().taken("implementer", change, "implementation/start", Map.of());
    counted("start");
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    counted("finish");
    api().taken("implementer", change, "verification", Map.of("verified", true));
    counted("verify");
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }

  private void counted(String action) {
    actions.put(action, work.done());
    work.forget();
  }

  /** A machine on which applications run, none of them important. */
  private String machineUnder(int impacted) {
    var name = "cost-" + UUID.randomUUID().toString().substring(0, 8);
    var items =
        new StringBuilder("virtual-machine,%s,active,,here,platform,{},1\n".formatted(name));
    var relationships = new StringBuilder();
    for (int i = 0; i < impacted; i++) {
      items.append("application,%s-app%d,active,,here,platform,{},1\n".formatted(name, i));
      relationships.append(
          "runs-on,application:%s-app%d,virtual-machine:%s\n".formatted(name, i, name));
    }
    api().importing(items.toString(), relationships.toString());
    return "virtual-machine:" + name;
  }
}
