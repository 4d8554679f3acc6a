package org.changecontrol;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the platform: engine, configuration database, doors and pages in one process. */
@SpringBootApplication
public class ChangeControlApplication {

  public static void main(String[] args) {
    SpringApplication.run(ChangeControlApplication.class, args);
  }
}
