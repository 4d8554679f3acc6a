package org.changecontrol.change;

import java.util.List;
import java.util.Map;
import org.changecontrol.changemodel.ModelCatalogue;
import org.changecontrol.changemodel.ModelScope;
import org.changecontrol.changemodel.ProposedModel;
import org.changecontrol.cmdb.OperationKind;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The routine of Brackwater Ferries that is proven: a virtual machine gets another size. */
@Component
@Profile("demo")
@Order(1)
class DemonstrationModels implements ApplicationRunner {

  private static final String PROPOSER = "demonstration";

  private static final ProposedModel RESIZE =
      new ProposedModel(
          "resize-virtual-machine",
          "Resize a virtual machine",
          "Gives a virtual machine other processors, memory or disk. The hypervisor does so while it runs.",
          new ModelScope(
              List.of("virtual-machine"),
              List.of(),
              List.of(),
              List.of(OperationKind.UPDATE_ITEM.name()),
              List.of("vcpus", "memoryMb", "diskGb")),
          Map.of(
              "category",
              "capacity",
              "testPlan",
              "The machine answers, and its system reports the new size."),
          List.of());

  private final ModelCatalogue catalogue;
  private final Announcements announcements;

  DemonstrationModels(ModelCatalogue catalogue, Announcements announcements) {
    this.catalogue = catalogue;
    this.announcements = announcements;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    if (catalogue.versions(RESIZE.key()).isEmpty()) {
      var proposed = catalogue.propose(RESIZE, null, PROPOSER);
      var published = catalogue.publish(proposed.key(), proposed.version());
      announcements.announce(published, "ModelPublished", "Comes with the demonstration", null);
    }
  }
}
