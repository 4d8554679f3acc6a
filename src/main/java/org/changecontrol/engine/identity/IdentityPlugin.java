package org.changecontrol.engine.identity;

import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.changecontrol.identity.PasswordHashing;
import org.changecontrol.identity.Registrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Gives the engine the platform's directory, its passwords and its modest defaults. */
@Component
class IdentityPlugin extends AbstractProcessEnginePlugin {

  /** Names of persons and groups: words with dots and hyphens, or addresses. Never {@code *}. */
  private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

  private final ObjectProvider<Registrar> registrar;
  private final ObjectProvider<DirectoryRules> rules;
  private final PasswordHashing hashing;
  private final boolean demonstration;

  IdentityPlugin(
      ObjectProvider<Registrar> registrar,
      ObjectProvider<DirectoryRules> rules,
      PasswordHashing hashing,
      Environment environment) {
    this.registrar = registrar;
    this.rules = rules;
    this.hashing = hashing;
    this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setIdentityProviderSessionFactory(
        new SessionFactory() {
          @Override
          public Class<?> getSessionType() {
            return DatedDirectory.class;
          }

          @Override
          public Session openSession() {
            return new DatedDirectory(registrar.getObject(), rules.getObject());
          }
        });
    engine.setGeneralResourceWhitelistPattern(NAMES);
    engine.setPasswordEncryptor(new PasswordEncryption(hashing));
    engine.setResourceAuthorizationProvider(new ModestDefaults());
    engine.setEnablePasswordPolicy(true);
    engine.setPasswordPolicy(new LongPasswords(demonstration));
    FilterEntity.queryConverter.put(EntityTypes.TASK, new StoredTaskQueries());
  }
}
