package org.changecontrol;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What scenarios on the running platform have in common. A scenario is written once in an abstract
 * class and run by two subclasses, {@code …OnH2IT} with {@link OnH2} and {@code …OnPostgresqlIT}
 * with {@link OnPostgresql}. Scenarios share the database: each makes its own items and changes.
 */
public abstract class PlatformIT {

  @LocalServerPort protected int port;

  @Autowired protected TestRestTemplate http;

  @Autowired protected JdbcClient jdbc;

  @Autowired private ManagementService jobs;

  @Autowired private IdentityService directory;

  @Autowired private RuntimeService processes;

  /** Calls as a demonstration account, over HTTP Basic. */
  protected TestRestTemplate as(String account) {
    return http.withBasicAuth(account, "demo");
  }

  /** The door for scripts and pages. */
  protected ApiDoor api() {
    return new ApiDoor(http);
  }

  /** The engine's own door. */
  protected EngineApiDoor engine() {
    return new EngineApiDoor(http, "/engine-rest");
  }

  /** The estate as it stands. */
  protected Estate estate() {
    return new Estate(jdbc);
  }

  /** The replacement of an access switch that is in the estate for this alone. */
  protected SwitchReplacement aSwitchReplacement() {
    return replacementIn(SwitchReplacement.Closet.anotherOne(api()));
  }

  /** The replacement of the switch in Akron, where the NetBox community's estate was imported. */
  protected SwitchReplacement theSwitchReplacementInAkron() {
    return replacementIn(SwitchReplacement.AKRON);
  }

  private SwitchReplacement replacementIn(SwitchReplacement.Closet closet) {
    return new SwitchReplacement(api(), engine(), jdbc, closet);
  }

  /**
   * Lets the timers of a change fire that wait at an element, as if their time had come.
   *
   * @return how many there were
   */
  protected int elapse(String change, String timer) {
    int fired = 0;
    for (var instance :
        processes.createProcessInstanceQuery().processInstanceBusinessKey(change).list()) {
      for (var job :
          jobs.createJobQuery().processInstanceId(instance.getId()).activityId(timer).list()) {
        jobs.executeJob(job.getId());
        fired++;
      }
    }
    return fired;
  }

  /** Others may have left members of theirs behind, and a share is counted of all. */
  protected void onlyTheDemonstrationsBoard() {
    for (var member : directory.createUserQuery().memberOfGroup("cab").list()) {
      if (!member.getId().matches("cab[1-4]")) {
        directory.deleteMembership(member.getId(), "cab");
      }
    }
  }

  /** The platform's address, without a slash at the end. */
  protected String address() {
    return "http://localhost:" + port;
  }
}
