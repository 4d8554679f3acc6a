package org.changecontrol.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Looks at the settings before anything is opened or written. Outside the demonstration the
 * platform starts with a database for keeps and an administrator whose password cannot be guessed,
 * or not at all.
 */
@Component
class SettingsGuard implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered {

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
    if (environment != null) {
      List<String> problems = problems(environment);
      if (!problems.isEmpty()) {
        throw new UnsafeSettings(problems);
      }
    }
  }

  static List<String> problems(Environment environment) {
    if (environment.acceptsProfiles(Profiles.of("demo"))) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    String url = setting(environment, "spring.datasource.url");
    if (url.isEmpty()) {
      problems.add(
          "The database is not set. Set SPRING_PROFILES_ACTIVE=postgres and DATABASE_URL, for example"
              + " jdbc:postgresql://localhost:5432/changecontrol.");
    } else if (url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2")) {
      problems.add(
          "The database is H2, which is for the demonstration. Set SPRING_PROFILES_ACTIVE=postgres and"
              + " DATABASE_URL to a PostgreSQL database, for example"
              + " jdbc:postgresql://localhost:5432/changecontrol.");
    }
    if (environment.acceptsProfiles(Profiles.of("postgres"))) {
      if (setting(environment, "spring.datasource.username").isEmpty()) {
        problems.add("The database's user is not set. Set DATABASE_USER.");
      }
      if (setting(environment, "spring.datasource.password").isEmpty()) {
        problems.add("The database's password is not set. Set DATABASE_PASSWORD.");
      }
    }
    String password = setting(environment, "changecontrol.admin.password");
    if (password.isEmpty()) {
      problems.add(
          "The administrator's password is missing. Set CHANGECONTROL_ADMIN_PASSWORD to one of at least"
              + " %d characters.".formatted(WellKnownPasswords.SHORTEST));
    } else {
      String admin = setting(environment, "changecontrol.admin.id");
      WellKnownPasswords.problem(admin.isEmpty() ? "admin" : admin, password)
          .ifPresent(
              problem ->
                  problems.add(
                      "The administrator's password %s. Set CHANGECONTROL_ADMIN_PASSWORD to one of at"
                              .formatted(problem)
                          + " least %d characters that nobody guesses."
                              .formatted(WellKnownPasswords.SHORTEST)));
    }
    return problems;
  }

  /** The setting, or the empty text where it or what it refers to is not set. */
  private static String setting(Environment environment, String name) {
    try {
      return environment.getProperty(name, "").strip();
    } catch (IllegalArgumentException refersToNothing) {
      return "";
    }
  }
}
