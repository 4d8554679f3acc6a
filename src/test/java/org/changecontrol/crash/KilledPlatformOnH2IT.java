package org.changecontrol.crash;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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
  SingleConnectionDataSource fromOutside() {
    return new SingleConnectionDataSource(url, "sa", "", true);
  }
}
