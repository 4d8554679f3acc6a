package org.changecontrol;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** What all modules share: the clock and the words in which the two databases differ. */
@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

  /** Ticks microseconds, the precision that both databases keep. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  /**
   * Lets one migration script speak of columns that the databases name differently: JSON is {@code
   * json} on H2 and {@code jsonb} else, long binary content {@code blob} on H2 and {@code bytea}
   * else.
   */
  @Bean
  FlywayConfigurationCustomizer columnTypes() {
    return flyway ->
        flyway.placeholders(
            isH2(flyway.getDataSource())
                ? Map.of("json", "json", "bytes", "blob")
                : Map.of("json", "jsonb", "bytes", "bytea"));
  }

  private static boolean isH2(DataSource dataSource) {
    try {
      String url = JdbcUtils.extractDatabaseMetaData(dataSource, metaData -> metaData.getURL());
      return DatabaseDriver.fromJdbcUrl(url) == DatabaseDriver.H2;
    } catch (MetaDataAccessException e) {
      throw new IllegalStateException("The database cannot be reached", e);
    }
  }
}
