package org.changecontrol;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A PostgreSQL of the tests' own. As a bean that others are made after, it ends after the job
 * executor and the connection pool.
 */
@TestConfiguration(proxyBeanMethods = false)
class PostgresqlServer {

  @Bean(destroyMethod = "close")
  EmbeddedPostgres embeddedPostgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("max_connections", "100")
        .setServerConfig("fsync", "off")
        .start();
  }

  @Bean
  DynamicPropertyRegistrar postgresqlProperties(EmbeddedPostgres server) {
    return registry -> {
      registry.add(
          "spring.datasource.url",
          () -> server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true");
      registry.add("spring.datasource.username", () -> "postgres");
      registry.add("spring.datasource.password", () -> "postgres");
    };
  }
}
