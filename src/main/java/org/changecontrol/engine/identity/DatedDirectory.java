package org.changecontrol.engine.identity;

import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.Registrar;
import org.changecontrol.problem.NotAllowed;

/**
 * The engine's users and groups, whose every change is put on record in the transaction that makes
 * it, through whatever door it came: Admin, either REST API, or the platform's own start.
 */
class DatedDirectory extends DbIdentityServiceProvider {

  private final Registrar registrar;
  private final DirectoryRules rules;

  DatedDirectory(Registrar registrar, DirectoryRules rules) {
    this.registrar = registrar;
    this.rules = rules;
  }

  @Override
  public IdentityOperationResult saveUser(User user) {
    UserEntity account = (UserEntity) user;
    rules.saving(user, account.getRevision() == 0);
    boolean hasNewPassword = account.hasNewPassword();
    return onRecord(
        super.saveUser(user),
        () -> registrar.personAdded(user.getId()),
        () -> {
          if (hasNewPassword) {
            registrar.passwordChanged(user.getId());
          } else {
            registrar.personChanged(user.getId());
          }
        });
  }

  @Override
  public IdentityOperationResult deleteUser(String userId) {
    rules.removing(userId);
    IdentityOperationResult result = super.deleteUser(userId);
    if (IdentityOperationResult.OPERATION_DELETE.equals(result.getOperation())) {
      registrar.personRemoved(userId);
    }
    return result;
  }

  @Override
  public IdentityOperationResult saveGroup(Group group) {
    rules.saving(group, ((GroupEntity) group).getRevision() == 0);
    return onRecord(super.saveGroup(group), () -> registrar.groupAdded(group.getId()), () -> {});
  }

  @Override
  public IdentityOperationResult deleteGroup(String groupId) {
    if (Groups.ALL.contains(groupId)) {
      throw new NotAllowed(
          "group " + groupId + " belongs to the platform and cannot be removed; its members can");
    }
    IdentityOperationResult result = super.deleteGroup(groupId);
    if (IdentityOperationResult.OPERATION_DELETE.equals(result.getOperation())) {
      registrar.groupRemoved(groupId);
    }
    return result;
  }

  @Override
  public IdentityOperationResult createMembership(String userId, String groupId) {
    rules.joining(userId, groupId);
    IdentityOperationResult result = super.createMembership(userId, groupId);
    registrar.joined(userId, groupId);
    return result;
  }

  @Override
  public IdentityOperationResult deleteMembership(String userId, String groupId) {
    rules.leaving(userId, groupId);
    IdentityOperationResult result = super.deleteMembership(userId, groupId);
    if (IdentityOperationResult.OPERATION_DELETE.equals(result.getOperation())) {
      registrar.left(userId, groupId);
    }
    return result;
  }

  /**
   * Nobody is ever locked out: that would let anybody shut out an approver by guessing. The sign-in
   * slows the guesser instead.
   */
  @Override
  protected void lockUser(UserEntity user) {}

  @Override
  protected boolean isUserLocked(UserEntity user) {
    return false;
  }

  private static IdentityOperationResult onRecord(
      IdentityOperationResult result, Runnable created, Runnable updated) {
    (IdentityOperationResult.OPERATION_CREATE.equals(result.getOperation()) ? created : updated)
        .run();
    return result;
  }
}
