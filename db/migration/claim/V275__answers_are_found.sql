-- Answers are few among all claims; the night looks for them when it takes back what they answer for.
CREATE INDEX claim_that_answers ON claim (claim_id) WHERE answers;
