package org.changecontrol.cmdb.imports;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The estate of Brackwater Ferries, a company that does not exist: three services from the quay to
 * the rack. Reported once, by the way all reports come in; what changes have made of it since
 * stays.
 */
@Component
@Profile("demo")
@Order(0)
class DemonstrationEstate implements ApplicationRunner {

  static final String SOURCE = "demonstration";

  private static final Logger log = LoggerFactory.getLogger(DemonstrationEstate.class);

  private final EstateImports imports;

  DemonstrationEstate(EstateImports imports) {
    this.imports = imports;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    var items = file("items");
    var relationships = file("relationships");
    if (imports.knows(SOURCE, items, relationships)) {
      return;
    }
    var answer = imports.take(SOURCE, items, relationships, false);
    if (!answer.rejected().isEmpty()) {
      throw new IllegalStateException(
          "the demonstration estate does not fit the configuration model: " + answer.rejected());
    }
    log.info(
        "Demonstration estate: {} items and {} relationships",
        answer.items().created(),
        answer.relationships().created());
  }

  private static ReportFile file(String part) throws IOException {
    var name = part + ".csv";
    return new ReportFile(
        part, name, new ClassPathResource("demo/" + name).getContentAsByteArray());
  }
}
