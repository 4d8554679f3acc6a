package org.changecontrol.changemodel;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.changecontrol.problem.NotNow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the models: at most one version of each is in force. */
@Component
@Transactional
public class ModelCatalogue {

  private static final Set<ModelState> WAS_IN_FORCE =
      EnumSet.of(ModelState.PUBLISHED, ModelState.SUSPENDED, ModelState.RETIRED);

  private final ChangeModels models;
  private final Clock clock;

  ModelCatalogue(ChangeModels models, Clock clock) {
    this.models = models;
    this.clock = clock;
  }

  /**
   * Puts a model or its next version on record as proposed.
   *
   * @param proposal number of the change that proposes it; null where it comes with the
   *     installation
   * @throws NotNow while another version of the same model waits for its gates
   */
  public ModelVersion propose(ProposedModel proposed, @Nullable String proposal, String by) {
    var versions = models.findByKeyOrderByNumber(proposed.key());
    versions.stream()
        .filter(version -> version.state() == ModelState.PROPOSED)
        .findFirst()
        .ifPresent(
            open -> {
              throw new NotNow(
                  "Version %d of %s is proposed already by %s; it has to be decided first"
                      .formatted(open.number(), open.key(), open.proposal()),
                  Map.of("change", String.valueOf(open.proposal())));
            });
    var next = versions.stream().mapToInt(ChangeModel::number).max().orElse(0) + 1;
    return models
        .saveAndFlush(new ChangeModel(proposed, next, proposal, by, clock.instant()))
        .view();
  }

  /** Puts a proposed version in force; the version that was is retired. */
  public ModelVersion publish(String key, int version) {
    var published = version(key, version);
    models.findByKeyOrderByNumber(key).stream()
        .filter(
            earlier ->
                earlier.state() == ModelState.PUBLISHED || earlier.state() == ModelState.SUSPENDED)
        .forEach(
            earlier ->
                earlier.retire("Replaced by version " + published.number(), clock.instant()));
    published.publish(clock.instant());
    return published.view();
  }

  /** A proposal that was refused or given up. */
  public void reject(String proposal, String reason) {
    models.findByProposal(proposal).ifPresent(rejected -> rejected.reject(reason, clock.instant()));
  }

  /** Takes the pre-authorisation away until a new version is published. */
  public void suspend(String key, int version, String reason) {
    version(key, version).suspend(reason, clock.instant());
  }

  /**
   * Takes a model out of use.
   *
   * @throws NotNow when no version of it is in force or suspended
   */
  public ModelVersion retire(String key, String reason) {
    var retired =
        models.findByKeyOrderByNumber(key).stream()
            .filter(
                version ->
                    version.state() == ModelState.PUBLISHED
                        || version.state() == ModelState.SUSPENDED)
            .findFirst()
            .orElseThrow(() -> new NotNow("No version of " + key + " is published or suspended"));
    retired.retire(reason, clock.instant());
    return retired.view();
  }

  /** The latest version that is, or was, in force; none where the model was never published. */
  @Transactional(readOnly = true)
  public Optional<ModelVersion> latest(String key) {
    return models.findByKeyOrderByNumber(key).stream()
        .filter(version -> WAS_IN_FORCE.contains(version.state()))
        .max(Comparator.comparingInt(ChangeModel::number))
        .map(ChangeModel::view);
  }

  /** The version that a change proposed. */
  @Transactional(readOnly = true)
  public Optional<ModelVersion> proposedBy(String proposal) {
    return models.findByProposal(proposal).map(ChangeModel::view);
  }

  /** All versions of a model, the first first; none where there is no such model. */
  @Transactional(readOnly = true)
  public List<ModelVersion> versions(String key) {
    return models.findByKeyOrderByNumber(key).stream().map(ChangeModel::view).toList();
  }

  /** All versions of all models, by key. */
  @Transactional(readOnly = true)
  public Map<String, List<ModelVersion>> all() {
    var all = new LinkedHashMap<String, List<ModelVersion>>();
    models
        .findAllByOrderByKeyAscNumberAsc()
        .forEach(
            model -> all.computeIfAbsent(model.key(), any -> new ArrayList<>()).add(model.view()));
    return all;
  }

  private ChangeModel version(String key, int version) {
    return models
        .findByKeyAndNumber(key, version)
        .orElseThrow(() -> new IllegalStateException("There is no model " + key + ":" + version));
  }
}
