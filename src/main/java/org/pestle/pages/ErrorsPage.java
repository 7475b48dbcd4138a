package org.pestle.pages;

import java.util.List;
import org.pestle.problems.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The error catalogue as a page. */
@Controller
class ErrorsPage {
    @GetMapping(path = "/help/errors", produces = "text/html")
    String errors(Model model) {
        model.addAttribute("problems", List.of(Problem.values()));
        return "errors";
    }
}
