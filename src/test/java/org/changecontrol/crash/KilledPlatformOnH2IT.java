package org.changecontrol.crash;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class KilledPlatformOnH2IT extends KilledPlatformScenarios {

  private String url = "";

  /** As in the demonstration. */
  @Override
  Map<String, String> database(Path folder) {
    url =
        "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
            .formatted(folder.resolve("change-control"));
    return Map.of("spring.datasource.url", url);
  }

  @Override
  DataSource fromOutside() {
    return new DriverManagerDataSource(url, "sa", "");
  }
}
