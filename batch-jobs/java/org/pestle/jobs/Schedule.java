package org.pestle.jobs;

import java.util.Map;
import org.pestle.reporting.Exports;
import org.pestle.values.NhsDates;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * When each job runs by itself; the times are in {@code batch-jobs/jobs.yaml}. Every process of an installation has
 * this schedule, and the lock of the night lets one of them do the work. {@code pestle.schedule=off} switches it off.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "pestle.schedule", havingValue = "on", matchIfMissing = true)
class Schedule {
    private final Night night;

    Schedule(Night night) {
        this.night = night;
    }

    @Scheduled(cron = "${pestle.jobs.expire-prescriptions.cron}", zone = NhsDates.ZONE)
    void expirePrescriptions() {
        night.runScheduled(ExpirePrescriptionsJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.make-ready.cron}", zone = NhsDates.ZONE)
    void makeReady() {
        night.runScheduled(MakeReadyJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.check-sites.cron}", zone = NhsDates.ZONE)
    void checkSites() {
        night.runScheduled(CheckSitesJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.close-unclaimed.cron}", zone = NhsDates.ZONE)
    void closeUnclaimed() {
        night.runScheduled(CloseUnclaimedJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.price-claims.cron}", zone = NhsDates.ZONE)
    void priceClaims() {
        night.runScheduled(PriceClaimsJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.rehearse-prices.cron}", zone = NhsDates.ZONE)
    void rehearsePrices() {
        night.runScheduled(RehearsePricesJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.write-reports.cron}", zone = NhsDates.ZONE)
    void writeReports() {
        night.runScheduled(WriteReportsJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.export-claims.cron}", zone = NhsDates.ZONE)
    void exportClaims() {
        night.runScheduled(ExportClaimsJob.NAME);
    }

    /** An export is made as soon as the night lets it; whoever asked does not wait for it. */
    @EventListener
    void exportRequested(Exports.Requested request) {
        Thread.ofVirtual()
                .name(ExportClaimsJob.NAME)
                .start(() -> night.run(
                        ExportClaimsJob.NAME,
                        Map.of(ExportClaimsJob.EXPORT, request.export().toString())));
    }

    @Scheduled(cron = "${pestle.jobs.delete-and-purge.cron}", zone = NhsDates.ZONE)
    void deleteAndPurge() {
        night.runScheduled(DeleteAndPurgeJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.load-tariff.cron}", zone = NhsDates.ZONE)
    void loadTariff() {
        night.runScheduled(LoadTariffJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.load-concessions.cron}", zone = NhsDates.ZONE)
    void loadConcessions() {
        night.runScheduled(LoadConcessionsJob.NAME);
    }

    @Scheduled(cron = "${pestle.jobs.load-dmd.cron}", zone = NhsDates.ZONE)
    void loadDmd() {
        night.runScheduled(LoadDmdJob.NAME);
    }
}
