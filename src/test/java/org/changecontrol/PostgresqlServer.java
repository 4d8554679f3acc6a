package org.changecontrol;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A PostgreSQL of the tests' own, started before anything in the context can ask for a data source
 * and ended after everything in it, since it is the first that is to be destroyed last.
 */
class PostgresqlServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var server = started();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "postgresql",
                Map.of(
                    "spring.datasource.url",
                    server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true",
                    "spring.datasource.username",
                    "postgres",
                    "spring.datasource.password",
                    "postgres")));
    DisposableBean end = server::close;
    ((DefaultListableBeanFactory) context.getBeanFactory())
        .registerDisposableBean("postgresqlServer", end);
  }

  private static EmbeddedPostgres started() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("max_connections", "100")
          .setServerConfig("fsync", "off")
          .start();
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }
}
