//! Firms, households, states, trade, funds and platforms: the macro core's values.

use super::table::section;

section! {
    /// Firms: output, hiring, prices, investment (M15).
    Firms = "firms", Region {
        /// People for each firm slot; a region has at least 3.
        people_per_firm: f64 = 50.0, (5.0, 10_000.0), "people", Fixed, "MODEL section 2";
        /// Capital's exponent in output (α).
        capital_share: f64 = 0.45, (0.1, 0.9), "1", Uncertain(0.35, 0.55), "facts.csv ma_labour_share 0.525 to 0.547";
        /// Required real return that all regions go to (ρ).
        required_return: f64 = 0.07, (0.0, 1.0), "1/year", Uncertain(0.03, 0.16), "facts.csv ma_irr 0.087 to 0.11; gives a capital-output ratio of 3.9 years";
        /// Time in which half of a region's distance to that return is closed.
        return_half_life: f64 = 20.0, (0.1, 1000.0), "years", Uncertain(10.0, 40.0), "Ours";
        /// Speed at which capital is brought to its target (χ).
        adjustment: f64 = 1.0 / 36.0, (0.0, 1.0), "1/month", Uncertain(1.0 / 72.0, 1.0 / 24.0), "Ours; 1/18 and above is unstable";
        /// Growth of output per head from all but open knowledge (g).
        growth: f64 = 0.012, (-0.1, 0.2), "1/year", Uncertain(0.008, 0.02), "facts.csv ma_growth_core less what knowledge adds";
        /// Persistence of a firm's own productivity.
        persistence: f64 = 0.99, (0.0, 0.999), "1", Uncertain(0.9, 0.99), "facts.csv fi_growth_ac: yearly growth follows itself, nearly a random walk";
        /// Monthly shock to a firm's own productivity.
        productivity_sd: f64 = 0.025, (0.0, 1.0), "1", Uncertain(0.005, 0.03), "facts.csv fi_sd_small and fi_sd_large: growth of firms 0.13 to 0.18 a year";
        /// Liquidity kept, in wage bills (λ_c).
        liquidity: f64 = 1.5, (1.0, 20.0), "months of wages", Uncertain(1.0, 4.0), "Ours";
        /// Share of the gap between wanted and held inventory that is produced a month (λ_v).
        inventory_speed: f64 = 0.1, (0.0, 1.0), "1/month", Uncertain(0.05, 0.3), "Ours";
        /// Wanted inventory, in months of expected sales (v*).
        inventory_target: f64 = 1.0, (0.01, 20.0), "months of sales", Uncertain(0.5, 2.0), "Ours";
        /// Inventory that spoils (δ_v).
        inventory_loss: f64 = 0.002, (0.0, 0.5), "1/month", Uncertain(0.0, 0.02), "Ours";
        /// Weight of new demand in expected sales.
        expectation_speed: f64 = 0.25, (0.0, 1.0), "1/month", Uncertain(0.1, 0.5), "MACRO-CORE step 4";
        /// Response of the regional price to inventories (φ_v).
        price_inventory: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.02, 0.1), "Ours";
        /// Response of the regional price to marginal cost (φ_c).
        price_cost: f64 = 0.2, (0.0, 1.0), "1/month", Uncertain(0.1, 0.5), "Ours; 0 is unstable";
        /// Response of the regional wage to unemployment (φ_w).
        wage_unemployment: f64 = 0.04, (0.0, 1.0), "1/month", Uncertain(0.01, 0.15), "Textbook Phillips slope, about 0.5 a year (memory)";
        /// Unemployment at which wages rest (u*).
        unemployment_rest: f64 = 0.06, (0.0, 0.9), "share", Uncertain(0.03, 0.1), "Ours";
        /// Response of the regional wage to unfilled vacancies (φ_t).
        wage_vacancies: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.02, 0.1), "Ours; without it a shortage of labour lasts for years";
        /// Largest monthly change of a price or wage, in logarithms.
        price_step: f64 = 0.02, (0.0, 0.5), "1/month", Fixed, "MACRO-CORE step 6";
        /// Workers who quit (share of a firm's).
        quit: f64 = 0.01, (0.0, 1.0), "1/month", Uncertain(0.005, 0.03), "Memory";
        /// Most casual hours, as a share of labour wanted.
        casual: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.1, 0.4), "MACRO-CORE step 1";
        /// Least output aimed at, as a share of expected sales.
        least_output: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.05, 0.5), "MACRO-CORE step 1";
        /// Months in a row with less cash than a wage bill after which a firm closes.
        poor_months: u64 = 6, (1.0, 250.0), "months", Uncertain(3.0, 12.0), "MACRO-CORE step 5";
        /// Chance that a firm closes, mean over a region's firms.
        closure: f64 = 0.007, (0.0, 1.0), "1/month", Uncertain(0.005, 0.01), "Exit of 8 to 11 % a year (memory)";
        /// How much less a larger firm closes (η): its chance goes with members to the power −η. 0: all alike.
        closure_size: f64 = 0.5, (0.0, 2.0), "1", Fixed, "Deaths of firms by size in the United States (memory): 13 % a year below 5 employees, 3 % from 20 to 99, 0.4 % from 500 on; 0.3 to 0.6";
        /// Chance that a refounded firm is a co-operative, for each share of people who relate in common or as equals; at genesis too. 0: there are none.
        cooperatives: f64 = 0.1, (0.0, 1.0), "1", Uncertain(0.0, 1.0), "Uncertain: 3 % of firms at the start";
        /// Shock: capital orders are multiplied by this.
        orders: f64 = 1.0, (0.0, 10.0), "1", Fixed, "1 but in a shock";
        /// Shock: share of capital scrapped in the month; no money changes hands.
        scrapped: f64 = 0.0, (0.0, 0.95), "1/month", Fixed, "0 but in a shock";
    }
}

section! {
    /// Households: spending and need.
    Households = "households", Region {
        /// Consumption out of last month's net income (c₁).
        spend_income: f64 = 0.8, (0.0, 1.0), "1", Uncertain(0.6, 0.95), "Godley and Lavoie (2007) for the form";
        /// Consumption out of money held (c₂).
        spend_money: f64 = 0.05, (0.0001, 1.0), "1/month", Uncertain(0.02, 0.1), "As above; keep (1−c₁)/c₂ between 2 and 10 months";
        /// Essential consumption, as a share of the region's output per head in the base year (y_sub).
        subsistence: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.05, 0.3), "About 0.36 of the base wage; uncertain";
    }
}

section! {
    /// States: one a region.
    State = "state", Region {
        /// Tax on wages, prizes, pay and dividends.
        income_tax: f64 = 0.2, (0.0, 0.9), "share", Uncertain(0.1, 0.4), "Ours";
        /// Dole, as a share of the wage.
        dole: f64 = 0.4, (0.0, 0.95), "share", Uncertain(0.1, 0.7), "Ours";
        /// Money kept, in wage bills of the region.
        buffer: f64 = 0.2, (0.0, 20.0), "months of wages", Uncertain(0.1, 1.0), "Ours";
        /// Tax on what is inherited.
        estate_tax: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Ours";
    }
}

section! {
    /// Trade between regions.
    Trade = "trade", World {
        /// Elasticity between goods of different regions (ε).
        elasticity: f64 = 3.0, (1.01, 20.0), "1", Uncertain(1.5, 6.0), "Armington (1969) for the form";
        /// Part of goods that melts on the way between regions (τ): iceberg.
        transport: f64 = 0.1, (0.0, 5.0), "share", Uncertain(0.0, 0.3), "Ours";
        /// Taste for another region's goods for each unit of its share of world output; one's own is 1.
        foreign: f64 = 0.25, (0.0, 5.0), "1", Uncertain(0.1, 0.5), "Import shares of 0.14 to 0.17";
        /// Speed at which buyers move between regions' goods (λ_θ).
        adjustment: f64 = 1.0 / 24.0, (0.0, 1.0), "1/month", Uncertain(1.0 / 60.0, 1.0 / 12.0), "MACRO-CORE: at once, regional cycles appear";
        /// Share of the goods on offer that can be sold in a month.
        sellable: f64 = 0.98, (0.01, 1.0), "share", Fixed, "MACRO-CORE step 4";
    }
}

section! {
    /// Funds that hold the firms of a region, and the world's platforms.
    Funds = "funds", Region {
        /// Share of receipts put into firms' unfunded orders (ψ).
        reinvest: f64 = 0.05, (0.0, 1.0), "share", Uncertain(0.0, 0.2), "Ours; idle while every order is funded";
    }
}

section! {
    /// Money and goods at genesis: near the steady state, so that burn-in has little to settle.
    Genesis = "genesis", Run {
        /// Price over marginal cost.
        mark_up: f64 = 1.075, (1.0, 2.0), "1", Uncertain(1.02, 1.2), "MACRO-CORE, Genesis";
        /// Inventory, in months of sales.
        inventory: f64 = 0.7, (0.0, 10.0), "months of sales", Uncertain(0.4, 1.0), "MACRO-CORE, Genesis";
        /// Output paid out as dividends.
        dividends: f64 = 0.22, (0.0, 1.0), "share", Uncertain(0.15, 0.3), "MACRO-CORE, Genesis";
        /// Households' money over what they hold when income is spent, (1−c₁)/c₂ months of it.
        money: f64 = 0.62, (0.01, 10.0), "1", Uncertain(0.5, 0.8), "MACRO-CORE, Genesis; money that does not fit makes years of unemployment";
        /// Firms' money above their liquidity.
        firms_money: f64 = 0.7, (0.0, 10.0), "wage bills", Uncertain(0.3, 1.5), "MACRO-CORE, Genesis";
        /// Tail exponent of the Pareto law of shares held.
        equity_tail: f64 = 1.4, (1.01, 10.0), "1", Uncertain(1.2, 1.8), "FIRST-DECISIONS 15: no data on wealth";
        /// Most shares that one person holds; the least is 100.
        equity_cap: f64 = 1_000_000.0, (100.0, 1_000_000_000.0), "shares", Fixed, "FIRST-DECISIONS 15";
    }
}

section! {
    /// Platforms (parts of M16 to M18): owners search for openness, creators' pay, commission and piece share.
    Platforms = "platforms", World {
        /// Crowdsourcing platforms in the world.
        crowdsourcing: u64 = 2, (1.0, 100.0), "platforms", Fixed, "FIRST-DECISIONS 11";
        /// Sharing platforms in the world.
        sharing: u64 = 3, (1.0, 100.0), "platforms", Fixed, "FIRST-DECISIONS 11";
        /// Exponent of a platform's users in its attraction (θ): above 1 one platform takes all.
        network: f64 = 1.1, (0.0, 5.0), "1", Uncertain(0.8, 1.5), "PROTOTYPE section 3";
        /// Attraction of a platform without users, in users as a share of people with access (u₀).
        entry: f64 = 0.005, (0.000001, 1.0), "share", Uncertain(0.001, 0.02), "FIRST-DECISIONS 11: the way back from zero";
        /// Chance a month that a user looks at other platforms, when not locked in.
        reconsider: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.01, 0.05), "FIRST-DECISIONS 11";
        /// Growth of lock-in a month.
        lock_in_growth: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.005, 0.05), "FIRST-DECISIONS 11";
        /// Openness of sharing platforms at the start: brings users, costs margin.
        openness: f64 = 0.5, (0.01, 1.0), "share", Uncertain(0.1, 0.9), "Ours; at the start, then owners search";
        /// Elasticity of the pull of sharing to openness.
        openness_elasticity: f64 = 1.0, (0.0, 5.0), "1", Uncertain(0.5, 2.0), "MODEL M17: best openness is ε/(1+ε)";
        /// Part of a task's price that a crowdsourcing platform keeps, at the start; then owners search.
        commission: f64 = 0.2, (0.0, 0.95), "share", Uncertain(0.1, 0.4), "Memory";
        /// Share of contributors who win a prize in a month; at least one does.
        winners: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.05, 0.5), "FIRST-DECISIONS 12";
        /// Firms' task budgets, as a share of last month's wage bill (s_o).
        task_budget: f64 = 0.02, (0.0, 0.5), "share", Uncertain(0.0, 0.1), "MACRO-CORE";
        /// Most that tasks cost, as a share of what the crowd would earn in wages.
        task_price: f64 = 0.6, (0.0, 5.0), "share of wage", Uncertain(0.3, 1.0), "PROTOTYPE: pay falls as the crowd grows";
        /// Work of the crowd, in members' work.
        task_efficiency: f64 = 1.0, (0.0, 5.0), "1", Uncertain(0.5, 1.5), "FIRST-DECISIONS 12";
        /// Firms' advertising, as a share of last month's revenue, at openness 0.5 (s_a).
        advertising: f64 = 0.01, (0.0, 0.2), "share", Uncertain(0.0, 0.03), "Near 1 % of output (memory)";
        /// How much a firm's share of advertising adds to its pull on buyers (η_a).
        advertising_pull: f64 = 1.0, (0.0, 10.0), "1", Uncertain(0.0, 3.0), "MACRO-CORE";
        /// Weight of the month in what people expect to get: prizes of contributors, pay of peer producers.
        prize_memory: f64 = 1.0 / 12.0, (0.001, 1.0), "1/month", Uncertain(1.0 / 24.0, 1.0 / 3.0), "Ours: a small crowd's month is a lottery";
        /// Share of last month's receipts spent on servers.
        capacity: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.1, 0.5), "Uncertain";
        /// Share of receipts that sharing platforms pay to their users at the start; then owners search.
        creators_share: f64 = 0.0, (0.0, 0.9), "share", Fixed, "The interview: no monetary gain is expected";
        /// Share of the pot that crowdsourcing platforms pay by the piece at the start; then owners search.
        piece_share: f64 = 0.0, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "Ours; prizes alone were the rule before";
        /// Share of a sharing platform's enclosed data that a month renews; lock-in grows in proportion to them.
        data_memory: f64 = 1.0 / 24.0, (0.001, 1.0), "1/month", Uncertain(1.0 / 60.0, 1.0 / 6.0), "Ours";
        /// Share of users who count on a second platform of the kind too.
        second_home: f64 = 0.1, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Ours: no data";
        /// Share of new equity of core regions that goes to platforms, at the start (M19).
        equity_share: f64 = 0.02, (0.0, 1.0), "share", Uncertain(0.005, 0.1), "Ours: no data";
        /// Speed at which that share follows the difference of yearly returns.
        equity_speed: f64 = 0.1, (0.0, 10.0), "1/month", Uncertain(0.02, 0.5), "Ours";
        /// Mutation of that share towards one half: the way back from zero.
        equity_mutation: f64 = 0.0002, (0.0, 1.0), "1/month", Uncertain(0.00002, 0.001), "Ours";
        /// Depreciation of platforms' capital.
        equity_depreciation: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.01, 0.04), "Servers last about four years (memory)";
        /// Most that capital adds to what an hour of users brings.
        service_gain: f64 = 0.5, (0.0, 5.0), "share", Uncertain(0.0, 1.0), "Ours";
        /// Capital a user at which half of that gain is had.
        service_half: f64 = 1.0, (0.001, 1000.0), "goods", Uncertain(0.2, 5.0), "Ours: a month of the world's mean output of 2001";
        /// Months for which an owner tries each of two settings.
        trial_months: u64 = 6, (1.0, 120.0), "months", Fixed, "MODEL M17";
        /// Step by which an owner changes openness, commission and what is paid; 0 leaves them as they start.
        search_step: f64 = 0.05, (0.0, 0.5), "share", Uncertain(0.02, 0.1), "Ours";
        /// Months for which an owner counts on the profit of a user kept; 0 is a myopic owner.
        owner_horizon: f64 = 24.0, (0.0, 600.0), "months", Uncertain(0.0, 60.0), "Ours";
        /// Least relative gain for which an owner changes a setting.
        dead_band: f64 = 0.02, (0.0, 1.0), "share", Uncertain(0.0, 0.05), "Ours; without it settings flicker";
        /// What judges see in a piece of work beside skill and hours: standard deviation of its logarithm.
        contest_noise: f64 = 1.0, (0.0, 100.0), "1", Uncertain(0.2, 3.0), "Ours: no data";
        /// How steeply prizes fall with rank; 0: all winners get the same.
        prize_slope: f64 = 1.0, (0.0, 10.0), "1", Uncertain(0.0, 3.0), "Ours";
        /// Chance that contributors who can talk freely leave a platform together when its terms are far behind the best.
        walk_out: f64 = 0.1, (0.0, 1.0), "1/month", Uncertain(0.0, 0.5), "Uncertain; T10: talk works only through exit";
        /// Gap of terms that makes two thirds of that chance.
        walk_out_gap: f64 = 0.1, (0.001, 10.0), "nat", Uncertain(0.02, 0.5), "Uncertain";
        /// A platform with fewer users than this share of its kind's mean is failing.
        failing: f64 = 0.1, (0.0, 1.0), "share", Uncertain(0.01, 0.3), "Ours";
        /// Months for which its owner bears that; then a new one takes its place.
        patience: u64 = 24, (1.0, 1000.0), "months", Uncertain(12.0, 60.0), "Ours";
        /// Elasticity of a platform's attraction to what it pays, its users' bread included.
        pay_elasticity: f64 = 1.5, (0.0, 10.0), "1", Uncertain(0.5, 3.0), "Ours; as the weight of income in M2";
    }
}
