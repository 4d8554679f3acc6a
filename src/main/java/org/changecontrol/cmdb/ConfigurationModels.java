package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the configuration model. It is held in memory and checked against the version in the
 * database now and then, so that every node of a cluster comes to know of a new type.
 */
@Component
public class ConfigurationModels {

  private static final Duration UNCHECKED = Duration.ofSeconds(10);

  private final EntityManager entityManager;
  private final Clock clock;
  private volatile @Nullable Held held;

  ConfigurationModels(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  /** The model as it stands; at most a few seconds old. */
  @Transactional(readOnly = true)
  public ConfigurationModel current() {
    var known = held;
    var now = clock.instant();
    if (known != null && known.isFresh(now)) {
      return known.model();
    }
    var version = version();
    var model = known != null && known.model().version() == version ? known.model() : read(version);
    held = new Held(model, now);
    return model;
  }

  /** Forgets what is held in memory: the model was written to. */
  void forget() {
    held = null;
  }

  private int version() {
    return (int)
        entityManager
            .createNativeQuery("select version from cmdb_model where id = 1", Integer.class)
            .getSingleResult();
  }

  private ConfigurationModel read(int version) {
    return new ConfigurationModel(
        version,
        entityManager
            .createQuery("from ItemTypeDefinition order by key", ItemTypeDefinition.class)
            .getResultList(),
        entityManager
            .createQuery("from RelationshipType order by key", RelationshipType.class)
            .getResultList(),
        entityManager.createQuery("from RelationshipRule", RelationshipRule.class).getResultList());
  }

  private record Held(ConfigurationModel model, Instant checkedAt) {

    boolean isFresh(Instant now) {
      return Duration.between(checkedAt, now).abs().compareTo(UNCHECKED) < 0;
    }
  }
}
