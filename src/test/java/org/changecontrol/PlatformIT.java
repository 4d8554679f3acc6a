package org.changecontrol;

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

  /** The platform's address, without a slash at the end. */
  protected String address() {
    return "http://localhost:" + port;
  }
}
