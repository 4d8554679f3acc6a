package org.changecontrol.problem.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Describes {@code /api} in OpenAPI: what every call has in common. What is its own, each call says
 * where it is.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Paging.class);
  }

  private static final String PROBLEM = "Problem";
  private static final String BASIC = "basic";

  /** Chapters of the description, by how addresses begin. */
  private static final Map<String, Tag> CHAPTERS = new LinkedHashMap<>();

  static {
    chapter("Changes", "Changes from request to closure.", "/api/changes", "/api/models");
    chapter(
        "Configuration",
        "The estate: items, relationships, types, impact, imports.",
        "/api/items",
        "/api/types",
        "/api/relationship-types",
        "/api/impact",
        "/api/imports",
        "/api/baselines",
        "/api/cmdb");
    chapter("Calendar", "Windows and the calendar of changes.", "/api/windows", "/api/calendar");
    chapter("Delegations", "Who votes for whom, and for how long.", "/api/delegations");
    chapter("Audit", "The trail of what happened, and its verification.", "/api/audit");
    chapter("People", "Who is signed in and what waits for him.", "/api/me", "/api/tasks");
  }

  private static void chapter(String name, String description, String... beginnings) {
    Tag tag = new Tag().name(name).description(description);
    for (String beginning : beginnings) {
      CHAPTERS.put(beginning, tag);
    }
  }

  @Bean
  OpenAPI changeControl(ObjectProvider<BuildProperties> build) {
    BuildProperties built = build.getIfAvailable();
    return new OpenAPI()
        .info(
            new Info()
                .title("Change Control")
                .version(built == null ? "development" : built.getVersion())
                .description(
                    """
                    Changes to the estate, from request to closure, and the estate itself.

                    Instants are ISO 8601 with their offset. Unknown fields and unknown query parameters are refused. \
                    Lists come in pages: `?page=0&size=50`, at most 500; a total is exact up to 10 000, beyond it \
                    `totalElements` is 10000 and `more` is true.

                    Errors are problem details (RFC 9457, `application/problem+json`); for bad input `errors` lists all that is \
                    wrong, each with its field, its value and what would be right. The kinds of problem: """
                        + kinds()))
        .components(
            new Components()
                .addSecuritySchemes(
                    BASIC, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")))
        .addSecurityItem(new SecurityRequirement().addList(BASIC));
  }

  private static String kinds() {
    StringBuilder kinds = new StringBuilder();
    for (ProblemKind kind : ProblemKind.values()) {
      kinds
          .append("\n- `")
          .append(kind.type())
          .append("` (")
          .append(kind.status().value())
          .append("): ")
          .append(kind.title());
    }
    return kinds.toString();
  }

  private static Schema<?> problem() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("field", new StringSchema().description("where, as it was sent"))
            .addProperty("value", new Schema<>().description("what stood there, in short"))
            .addProperty("problem", new StringSchema().description("what would be right"));
    return new ObjectSchema()
        .description("Problem details, RFC 9457")
        .addProperty(
            "type",
            new StringSchema()
                ._enum(Arrays.stream(ProblemKind.values()).map(ProblemKind::type).toList()))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("errors", new ArraySchema().items(error).description("for bad input"))
        .addProperty(
            "nextSteps", new ArraySchema().description("where a change may not be moved so (409)"))
        .addProperty("incident", new StringSchema().description("for a fault: its name in the log"))
        .required(List.of("type", "title", "status", "detail"));
  }

  /** Pages are asked for by two query parameters wherever a handler takes them. */
  @Bean
  OperationCustomizer pagedAnswers() {
    return (operation, handler) -> {
      boolean paged =
          Arrays.stream(handler.getMethodParameters())
              .anyMatch(parameter -> parameter.getParameterType() == Paging.class);
      if (paged) {
        operation.addParametersItem(number("page", "counted from 0", 0, Integer.MAX_VALUE, 0));
        operation.addParametersItem(
            number("size", "how many at most", 1, Paging.MAXIMUM_SIZE, Paging.DEFAULT_SIZE));
      }
      return operation;
    };
  }

  private static QueryParameter number(
      String name, String description, int least, int most, int otherwise) {
    Schema<?> schema = new IntegerSchema();
    schema.setMinimum(BigDecimal.valueOf(least));
    if (most < Integer.MAX_VALUE) {
      schema.setMaximum(BigDecimal.valueOf(most));
    }
    schema.setDefault(otherwise);
    QueryParameter parameter = new QueryParameter();
    parameter.name(name).description(description).required(false).schema(schema);
    return parameter;
  }

  /** What every call may answer, and the chapter it stands in. */
  @Bean
  OpenApiCustomizer errorsAndChapters() {
    return description -> {
      if (description.getPaths() == null) {
        return;
      }
      description
          .getPaths()
          .forEach(
              (path, item) ->
                  item.readOperationsMap()
                      .forEach((method, operation) -> complete(path, method, operation)));
      description.schema(PROBLEM, problem());
      description.setTags(List.copyOf(new java.util.LinkedHashSet<>(CHAPTERS.values())));
    };
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    CHAPTERS.forEach(
        (beginning, tag) -> {
          if (path.equals(beginning)
              || path.startsWith(beginning + "/")
              || path.startsWith(beginning + ".")) {
            operation.setTags(List.of(tag.getName()));
          }
        });
    Set<ProblemKind> kinds =
        EnumSet.of(
            ProblemKind.INVALID_INPUT,
            ProblemKind.NOT_SIGNED_IN,
            ProblemKind.NOT_ALLOWED,
            ProblemKind.NOT_VISIBLE,
            ProblemKind.FAULT);
    if (method != PathItem.HttpMethod.GET) {
      kinds.addAll(Set.of(ProblemKind.NOT_NOW, ProblemKind.TOO_LARGE));
    }
    ApiResponses responses =
        operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
    for (ProblemKind kind : kinds) {
      responses.putIfAbsent(
          String.valueOf(kind.status().value()),
          new ApiResponse()
              .description(kind.title())
              .content(
                  new Content()
                      .addMediaType(
                          "application/problem+json",
                          new MediaType()
                              .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }
    operation.setResponses(responses);
  }
}
