package org.changecontrol.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.approval.JudgedSubject;
import org.changecontrol.approval.JudgedSubjects;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.policy.Section;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Tells what votes on a change are about, as it stands now. Impact is asked of the estate each time
 * until work begins; from then on what was authorised counts, since the work itself moves the
 * estate.
 */
@Component
class ChangesUnderJudgement implements JudgedSubjects {

  private final ChangeRegister register;
  private final ChangeAssessor assessor;
  private final Estate estate;

  ChangesUnderJudgement(ChangeRegister register, @Lazy ChangeAssessor assessor, Estate estate) {
    this.register = register;
    this.assessor = assessor;
    this.estate = estate;
  }

  @Override
  public JudgedSubject judged(String number) {
    var change = register.change(number);
    var atRest = !change.state().isBeforeWork();
    List<Assessment.ServiceAtStake> services =
        atRest || change.isRedeployment()
            ? change.assessment().map(Assessment::services).orElse(List.of())
            : assessor.impactedServices(change);
    var hashes = Sections.of(change, services);
    if (atRest && change.hashes().containsKey(Section.IMPACT)) {
      hashes.put(Section.IMPACT, change.hashes().get(Section.IMPACT));
    }
    return new JudgedSubject(
        number,
        hashes,
        change.withoutVote(),
        owners(change, services),
        change.content().claimsPriority1());
  }

  private Map<String, String> owners(Change change, List<Assessment.ServiceAtStake> services) {
    var owners = new LinkedHashMap<String, String>();
    if (change.isRedeployment()) {
      estate
          .find(change.workedOn())
          .values()
          .forEach(
              item -> owners.put(item.key().value(), item.owner() == null ? "" : item.owner()));
    } else {
      services.forEach(
          service -> owners.put(service.key(), service.owner() == null ? "" : service.owner()));
    }
    return owners;
  }
}
