package org.changecontrol.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class KilledPlatformOnH2IT extends KilledPlatformScenarios {

  private String url = "";

  /** As in the demonstration. */
  @Override
  Map<String, String> database(Path folder) {
    var demonstration = new YamlPropertiesFactoryBean();
    demonstration.setResources(new ClassPathResource("application-demo.yaml"));
    url =
        Objects.requireNonNull(demonstration.getObject())
            .getProperty("spring.datasource.url")
            .replace("./data", folder.toString());
    return Map.of("spring.datasource.url", url);
  }

  @Override
  SingleConnectionDataSource fromOutside() {
    return new SingleConnectionDataSource(url, "sa", "", true);
  }
}
