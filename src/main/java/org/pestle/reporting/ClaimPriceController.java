package org.pestle.reporting;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.Claims;
import org.pestle.pricing.PricedClaims;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * A claim, its state, its price and the explanation (contract.md 2). Another contractor's is answered as if there were
 * none. What is read leaves an audit row.
 */
@RestController
class ClaimPriceController {
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final CurrentCaller currentCaller;
    private final Access access;
    private final Claims claims;
    private final PricedClaims prices;
    private final AccountReads reads;
    private final ReimbursementAnswers answers;

    ClaimPriceController(
            CurrentCaller currentCaller,
            Access access,
            Claims claims,
            PricedClaims prices,
            AccountReads reads,
            ReimbursementAnswers answers) {
        this.currentCaller = currentCaller;
        this.access = access;
        this.claims = claims;
        this.prices = prices;
        this.reads = reads;
        this.answers = answers;
    }

    @GetMapping("/reimbursement/claims/{id}")
    ResponseEntity<byte[]> claim(HttpServletRequest request, @PathVariable String id) {
        Caller caller = currentCaller.get();
        access.require(caller, Operation.READ_CLAIM);
        Optional<ClaimToPrice> claim = UUID_SHAPE.matcher(id).matches()
                ? claims.find(UUID.fromString(id)).filter(found -> isOwn(caller, found))
                : Optional.empty();
        if (claim.isEmpty()) {
            return answers.refuse(Finding.of(Problem.CLAIM_NOT_FOUND));
        }
        ResponseEntity<byte[]> answer = answers.json(view(claim.get()));
        reads.note(request, caller, Operation.READ_CLAIM, claim.get().claimId().toString());
        return answer;
    }

    private ObjectNode view(ClaimToPrice claim) {
        return ClaimView.of(
                claim, claims.history(claim.claimId()), claims.returned(claim.claimId()), prices.find(claim));
    }

    private static boolean isOwn(Caller caller, ClaimToPrice claim) {
        return caller.actingFor(claim.contractor()).equals(claim.contractor());
    }
}
