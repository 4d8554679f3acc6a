package org.changecontrol.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.changecontrol.PlatformIT;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.UnsafeSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an installation does at its start, tried on the demonstration's database and rolled back.
 */
abstract class FirstStartScenarios extends PlatformIT {

  private static final String GOOD = "gravel-otter-lamp-7";

  @Autowired IdentityService identity;
  @Autowired DemonstrationAccounts demonstration;
  @Autowired TransactionTemplate transaction;

  @Test
  void anInstallationRefusesADatabaseWithDemonstrationAccounts() {
    assertThatThrownBy(() -> demonstration.refuse())
        .isInstanceOf(UnsafeSettings.class)
        .hasMessageContaining("demonstration accounts")
        .hasMessageContaining("cab1")
        .hasMessageContaining("DATABASE_URL");
  }

  @Test
  void whereThereIsNoAdministratorTheOneOfTheSettingsIsAppointed() {
    String id = "a" + UUID.randomUUID().toString().substring(0, 8);
    rolledBack(
        () -> {
          dismissAdministrators();
          new FirstAdministrator(identity, id, GOOD).appoint();

          assertThat(identity.checkPassword(id, GOOD)).isTrue();
          assertThat(administrators()).isEqualTo(1);
        });
  }

  @Test
  void whereThereIsOneNobodyElseIsAppointed() {
    String id = "a" + UUID.randomUUID().toString().substring(0, 8);
    rolledBack(
        () -> {
          new FirstAdministrator(identity, id, GOOD).appoint();

          assertThat(identity.createUserQuery().userId(id).count()).isZero();
        });
  }

  @Test
  void withoutAPasswordOfHisOwnNobodyIsAppointed() {
    for (String password : new String[] {"", "admin", "admin-admin-1"}) {
      rolledBack(
          () -> {
            dismissAdministrators();
            assertThatThrownBy(() -> new FirstAdministrator(identity, "admin", password).appoint())
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("CHANGECONTROL_ADMIN_PASSWORD");
          });
    }
  }

  @Test
  void anAdministratorWithADefaultPasswordGetsTheOneOfTheSettings() {
    String id = "a" + UUID.randomUUID().toString().substring(0, 8);
    rolledBack(
        () -> {
          User lazy = identity.newUser(id);
          lazy.setPassword("changeme");
          identity.saveUser(lazy);
          identity.createMembership(id, Groups.ADMINISTRATORS);

          new FirstAdministrator(identity, id, GOOD).appoint();

          assertThat(identity.checkPassword(id, "changeme")).isFalse();
          assertThat(identity.checkPassword(id, GOOD)).isTrue();
        });
  }

  private void dismissAdministrators() {
    identity
        .createUserQuery()
        .memberOfGroup(Groups.ADMINISTRATORS)
        .list()
        .forEach(one -> identity.deleteMembership(one.getId(), Groups.ADMINISTRATORS));
  }

  private long administrators() {
    return identity.createUserQuery().memberOfGroup(Groups.ADMINISTRATORS).count();
  }

  private void rolledBack(Runnable what) {
    transaction.executeWithoutResult(
        state -> {
          state.setRollbackOnly();
          what.run();
        });
  }
}
