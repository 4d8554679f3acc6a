package org.changecontrol.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class KilledPlatformOnPostgresqlIT extends KilledPlatformScenarios {

  private EmbeddedPostgres server;

  @BeforeEach
  void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  @Override
  Map<String, String> database(Path folder) {
    return Map.of(
        "spring.datasource.url",
        server.getJdbcUrl("postgres", "postgres"),
        "spring.datasource.username",
        "postgres",
        "spring.datasource.password",
        "postgres");
  }

  @Override
  SingleConnectionDataSource fromOutside() {
    return new SingleConnectionDataSource(
        server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", true);
  }
}
