package org.pestle.pages;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** How to connect a system: the description of the API as a page, and as OpenAPI for programs. */
@Controller
class DeveloperPage {
    private final ApiDescription description;
    private final byte[] asJson;

    DeveloperPage(ApiDescription description) {
        this.description = description;
        this.asJson = JsonMapper.builder().build().writeValueAsBytes(description.document());
    }

    @GetMapping(path = "/developer", produces = "text/html")
    String developer(Model model) {
        model.addAttribute("chapters", ApiChapter.of(description));
        return "developer";
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    byte[] openApiAsJson() {
        return asJson;
    }

    @GetMapping(path = "/openapi.yaml", produces = "application/yaml;charset=UTF-8")
    @ResponseBody
    String openApiAsYaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(description.document());
    }
}
