package org.changecontrol.engine.identity;

import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * What the engine grants by itself, cut down: a person may see and change his own profile and
 * password but not remove himself, and whoever makes a filter or a deployment owns nothing by that.
 * Nobody holds a grant on a task yet that comes into being at this moment: none is looked for.
 */
class ModestDefaults extends DefaultAuthorizationProvider {

  private static final AuthorizationEntity[] NOTHING = {};

  @Override
  public AuthorizationEntity[] newUser(User user) {
    AuthorizationEntity himself = new AuthorizationEntity(Authorization.AUTH_TYPE_GRANT);
    himself.setUserId(user.getId());
    himself.setResource(Resources.USER);
    himself.setResourceId(user.getId());
    himself.addPermission(Permissions.READ);
    himself.addPermission(Permissions.UPDATE);
    return new AuthorizationEntity[] {himself};
  }

  @Override
  public AuthorizationEntity[] newFilter(Filter filter) {
    return NOTHING;
  }

  @Override
  protected @Nullable AuthorizationEntity getGrantAuthorization(
      String taskId, String userId, String groupId, Resource resource) {
    return isJustMade(taskId)
        ? null
        : super.getGrantAuthorization(taskId, userId, groupId, resource);
  }

  private static boolean isJustMade(String taskId) {
    DbEntityManager held = Context.getCommandContext().getDbEntityManager();
    TaskEntity task = held.getCachedEntity(TaskEntity.class, taskId);
    return task != null && held.getDbEntityCache().isTransient(task);
  }

  @Override
  public AuthorizationEntity[] newDeployment(Deployment deployment) {
    return NOTHING;
  }
}
