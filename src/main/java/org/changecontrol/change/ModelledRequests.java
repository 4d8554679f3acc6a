package org.changecontrol.change;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.changecontrol.changemodel.ModelCatalogue;
import org.changecontrol.changemodel.ModelVersion;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.springframework.stereotype.Component;

/** Fills requests for standard changes in with what their model fixes. */
@Component
class ModelledRequests {

  private final ModelCatalogue catalogue;
  private final RequestReader reader;
  private final ObjectMapper json;

  ModelledRequests(ModelCatalogue catalogue, RequestReader reader, ObjectMapper json) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.json = json;
  }

  /**
   * The request with what its model fixes, implemented by its requester unless he names somebody. A
   * request that names no model yet stays as it is.
   *
   * @throws InvalidInput when there is no such model, or a fixed field says something else
   */
  RequestedChange filled(RequestedChange asked, String requester) {
    if (asked.model() == null) {
      return asked;
    }
    var model =
        catalogue
            .latest(asked.model())
            .orElseThrow(
                () ->
                    new InvalidInput(
                        new Problem(
                            "model",
                            asked.model(),
                            "names no model that was published; GET /api/models lists them")));
    var fixed = fixed(model);
    requireNothingElse(asked, fixed, model);
    var filled = asked.with(fixed);
    return filled.implementer() == null ? filled.with(implementedBy(requester)) : filled;
  }

  private RequestedChange fixed(ModelVersion model) {
    return reader.read(new Submission(model.fields(), RequestReader.FIXED_BY_MODELS));
  }

  private RequestedChange implementedBy(String person) {
    return reader.read(new Submission(Map.of("implementer", person), List.of("implementer")));
  }

  private void requireNothingElse(
      RequestedChange asked, RequestedChange fixed, ModelVersion model) {
    var saying = asMap(asked);
    var problems = new ArrayList<Problem>();
    asMap(fixed)
        .forEach(
            (field, value) -> {
              var said = saying.get(field);
              if (value != null && said != null && !Objects.equals(said, value)) {
                problems.add(
                    new Problem(
                        field, said, "is fixed by model " + model.key() + "; leave it out"));
              }
            });
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  private Map<String, Object> asMap(RequestedChange request) {
    return json.convertValue(request, new TypeReference<Map<String, Object>>() {});
  }
}
