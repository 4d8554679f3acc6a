package org.changecontrol.engine.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.changecontrol.engine.identity.Grants.Grant;
import org.changecontrol.identity.Groups;
import org.springframework.stereotype.Component;

/**
 * Keeps the grants of the platform's groups as the table says: what is missing is given, what is
 * more is taken back. Grants of other groups and of persons are not touched; nor are those that the
 * engine gives for single tasks and for a group to see itself.
 */
@Component
class Grantor {

  private record Subject(String group, int resource, String id) {}

  private final AuthorizationService authorizations;

  Grantor(AuthorizationService authorizations) {
    this.authorizations = authorizations;
  }

  void keep(List<Grant> table) {
    Map<Subject, AuthorizationEntity> present = new HashMap<>();
    for (Authorization authorization :
        authorizations
            .createAuthorizationQuery()
            .groupIdIn(Groups.ALL.toArray(String[]::new))
            .list()) {
      if (!isTheEnginesOwn(authorization)) {
        present.put(
            new Subject(
                authorization.getGroupId(),
                authorization.getResourceType(),
                authorization.getResourceId()),
            (AuthorizationEntity) authorization);
      }
    }
    for (Grant grant : table) {
      AuthorizationEntity known =
          present.remove(new Subject(grant.group(), grant.resource().resourceType(), grant.id()));
      if (known == null) {
        give(grant);
      } else if (known.getPermissions() != grant.mask()) {
        known.setPermissions(grant.mask());
        authorizations.saveAuthorization(known);
      }
    }
    present.values().forEach(more -> authorizations.deleteAuthorization(more.getId()));
  }

  private void give(Grant grant) {
    Authorization authorization =
        authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    authorization.setGroupId(grant.group());
    authorization.setResource(grant.resource());
    authorization.setResourceId(grant.id());
    grant.permissions().forEach(authorization::addPermission);
    authorizations.saveAuthorization(authorization);
  }

  private static boolean isTheEnginesOwn(Authorization authorization) {
    int resource = authorization.getResourceType();
    return resource == Resources.TASK.resourceType()
        || resource == Resources.HISTORIC_TASK.resourceType()
        || (resource == Resources.GROUP.resourceType()
            && authorization.getGroupId().equals(authorization.getResourceId()));
  }
}
