package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.changecontrol.change.ChangeDocument;
import org.changecontrol.change.ChangeFiles;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The changes of an item: what the configuration database itself does not know. */
@RestController
@Tag(name = "Configuration")
class ItemChangesController {

  private final ChangeFiles files;
  private final Estate estate;

  ItemChangesController(ChangeFiles files, Estate estate) {
    this.files = files;
    this.estate = estate;
  }

  @GetMapping("/api/items/{key}/changes")
  Page<ChangeDocument> changes(@PathVariable String key, Paging paging) {
    var item = estate.resolve(List.of(key)).get(key);
    if (item == null) {
      throw new NotVisible("There is no item " + key);
    }
    return files.page(new ChangeFiles.Query(null, null, item.value(), null, null, null), paging);
  }
}
