package org.changecontrol.cmdb;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The configuration model every installation starts with. What is missing in the database is added
 * before the first request; what is there stays as it is, for adopters extend it.
 */
@Component
class BuiltInModel implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(BuiltInModel.class);
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final EntityManager entityManager;
  private final TransactionTemplate transaction;
  private final ConfigurationModels models;

  BuiltInModel(
      EntityManager entityManager,
      PlatformTransactionManager transactions,
      ConfigurationModels models) {
    this.entityManager = entityManager;
    this.transaction = new TransactionTemplate(transactions);
    this.models = models;
  }

  @Override
  public void afterSingletonsInstantiated() {
    var text = text();
    transaction.executeWithoutResult(status -> addMissing(read(text), digest(text)));
    models.forget();
    // A model that contradicts itself stops the start here and not the first request.
    models.current();
  }

  /** The model as the file has it. */
  static ConfigurationModel asWritten() {
    var model = read(text());
    return new ConfigurationModel(
        1,
        model.itemTypes().stream().map(TypeOfItem::definition).toList(),
        model.relationshipTypes().stream().map(TypeOfRelationship::definition).toList(),
        model.relationshipTypes().stream().flatMap(type -> type.definedRules().stream()).toList());
  }

  private static byte[] text() {
    try {
      return new ClassPathResource("cmdb/built-in-model.yaml").getContentAsByteArray();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cmdb/built-in-model.yaml cannot be read", unreadable);
    }
  }

  private static Model read(byte[] text) {
    try {
      return YAML.readValue(text, Model.class);
    } catch (IOException wrong) {
      throw new UncheckedIOException("cmdb/built-in-model.yaml is not as it has to be", wrong);
    }
  }

  private void addMissing(Model model, String digest) {
    // Two nodes that start at once do it one after the other.
    var seed =
        entityManager
            .createNativeQuery("select seed from cmdb_model where id = 1 for update", String.class)
            .getSingleResult();
    if (digest.equals(seed)) {
      return;
    }
    var added = addItemTypes(model.itemTypes()) + addRelationshipTypes(model.relationshipTypes());
    entityManager.flush();
    entityManager
        .createNativeQuery("update cmdb_model set version = version + 1, seed = ? where id = 1")
        .setParameter(1, digest)
        .executeUpdate();
    log.info("Configuration model: {} of its parts are new", added);
  }

  private int addItemTypes(List<TypeOfItem> types) {
    var known =
        entityManager
            .createQuery("from ItemTypeDefinition", ItemTypeDefinition.class)
            .getResultStream()
            .collect(Collectors.toMap(ItemTypeDefinition::key, Function.identity()));
    var added = 0;
    for (var type : types) {
      var present = known.get(type.key());
      if (present == null) {
        entityManager.persist(type.definition());
        added++;
      } else if (present.extendBy(type.declaredAttributes())) {
        added++;
      }
    }
    return added;
  }

  private int addRelationshipTypes(List<TypeOfRelationship> types) {
    var known =
        entityManager
            .createQuery("select key from RelationshipType", String.class)
            .getResultStream()
            .collect(Collectors.toSet());
    var added = 0;
    for (var type : types) {
      // The rules of a type that is there already may have been tightened on purpose.
      if (!known.contains(type.key())) {
        entityManager.persist(type.definition());
        entityManager.flush();
        type.definedRules().forEach(entityManager::persist);
        added++;
      }
    }
    return added;
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Model(List<TypeOfItem> itemTypes, List<TypeOfRelationship> relationshipTypes) {}

  private record TypeOfItem(
      String key,
      String name,
      @Nullable String parent,
      @JsonProperty("abstract") boolean isAbstract,
      @Nullable Map<String, Map<String, Object>> attributes,
      @Nullable List<List<String>> identification,
      @Nullable String ownerGroup,
      boolean highRisk,
      @Nullable Integer verifyDays) {

    Map<String, Map<String, Object>> declaredAttributes() {
      return Objects.requireNonNullElse(attributes, Map.of());
    }

    ItemTypeDefinition definition() {
      return new ItemTypeDefinition(
          key,
          name,
          parent,
          isAbstract,
          declaredAttributes(),
          Objects.requireNonNullElse(identification, List.of()),
          ownerGroup,
          highRisk,
          verifyDays);
    }
  }

  private record TypeOfRelationship(
      String key, String name, String reverse, OutageDirection outage, List<Rule> rules) {

    RelationshipType definition() {
      return new RelationshipType(key, name, reverse, outage);
    }

    List<RelationshipRule> definedRules() {
      return rules.stream().map(rule -> rule.of(key)).toList();
    }
  }

  private record Rule(
      String source,
      String target,
      int minTargets,
      @Nullable Integer maxTargets,
      @Nullable Integer maxSources) {

    RelationshipRule of(String relationshipType) {
      return new RelationshipRule(
          relationshipType, source, target, minTargets, maxTargets, maxSources);
    }
  }
}
