package org.changecontrol;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

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

  /** Comes before {@code spring.datasource}, whatever is made first. */
  @Bean
  JdbcConnectionDetails postgresqlConnection(EmbeddedPostgres server) {
    return new JdbcConnectionDetails() {
      @Override
      public String getJdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
      }

      @Override
      public String getUsername() {
        return "postgres";
      }

      @Override
      public String getPassword() {
        return "postgres";
      }
    };
  }
}
