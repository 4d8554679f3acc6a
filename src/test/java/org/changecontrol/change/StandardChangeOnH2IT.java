package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class StandardChangeOnH2IT extends StandardChangeScenarios {

  @Override
  void widen(String key) {
    jdbc.sql(
            "update change_model set proposed = replace(cast(proposed as varchar), '\"UPDATE_ITEM\"', '\"UPDATE_ITEM\",\"RETIRE_ITEM\"') format json where model_key = :key")
        .param("key", key)
        .update();
  }
}
