package org.changecontrol.engine.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.changecontrol.identity.Registrar;
import org.changecontrol.identity.Registrar.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets up, at every start and before a door opens, what everything else relies on: the platform's
 * groups, their grants and filters, the record of memberships, and somebody who can let others in.
 */
@Component
class Opening implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  /** The platform's groups, as Admin and Tasklist show them. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("requesters", "Requesters"),
          Map.entry("implementers", "Implementers"),
          Map.entry("peers", "Peers"),
          Map.entry("service-owners", "Service owners"),
          Map.entry("cab", "Change advisory board"),
          Map.entry("executives", "Executives"),
          Map.entry("change-managers", "Change managers"),
          Map.entry("configuration-managers", "Configuration managers"),
          Map.entry("data-model-owners", "Data model owners"),
          Map.entry("freeze-owners", "Freeze owners"),
          Map.entry("auditors", "Auditors"),
          Map.entry("operators", "Operators"),
          Map.entry("robots", "Robots"),
          Map.entry(Groups.CAMUNDA_ADMIN, "Administrators"));

  private final IdentityService identity;
  private final Registrar registrar;
  private final Grantor grantor;
  private final TaskFilters filters;
  private final DemonstrationAccounts demonstration;
  private final FirstAdministrator administrator;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final boolean isDemonstration;

  Opening(
      IdentityService identity,
      Registrar registrar,
      Grantor grantor,
      TaskFilters filters,
      DemonstrationAccounts demonstration,
      FirstAdministrator administrator,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Environment environment) {
    this.identity = identity;
    this.registrar = registrar;
    this.grantor = grantor;
    this.filters = filters;
    this.demonstration = demonstration;
    this.administrator = administrator;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.isDemonstration = environment.acceptsProfiles(Profiles.of("demo"));
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (!isDemonstration) {
      demonstration.refuse();
    }
    transaction.executeWithoutResult(
        state -> {
          // Whoever holds the row sets up; a node that starts beside it waits and finds it done.
          jdbc.sql("select id from identity_setup where id = 1 for update")
              .query(Integer.class)
              .single();
          addGroups();
          grantor.keep(Grants.table());
          filters.keep();
          registrar.takeOver(places());
          if (isDemonstration) {
            demonstration.add();
          } else {
            administrator.appoint();
          }
        });
    LOG.debug("Groups, grants and filters are as the platform wants them");
  }

  private void addGroups() {
    Set<String> present =
        identity.createGroupQuery().list().stream().map(Group::getId).collect(Collectors.toSet());
    NAMES.forEach(
        (id, name) -> {
          if (!present.contains(id)) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(id.equals(Groups.CAMUNDA_ADMIN) ? Groups.GROUP_TYPE_SYSTEM : "WORKFLOW");
            identity.saveGroup(group);
          }
        });
  }

  private Set<Place> places() {
    List<Place> places =
        jdbc.sql("select user_id_, group_id_ from act_id_membership")
            .query((row, number) -> new Place(row.getString(1), row.getString(2)))
            .list();
    return Set.copyOf(places);
  }
}
