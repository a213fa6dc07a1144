CREATE SEQUENCE "public"."airway_bills" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9999999999 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "admission_settings" (
	"single" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"mode" text NOT NULL,
	"parcels" integer NOT NULL,
	CONSTRAINT "admission_settings_parcels" CHECK ("admission_settings"."parcels" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "check_talks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"heard" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"findings" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox_parcels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"reason" text,
	"pickup" jsonb NOT NULL,
	"drop" jsonb NOT NULL,
	"distance_metres" integer NOT NULL,
	"price_paise" bigint NOT NULL,
	"told" text[] DEFAULT '{}' NOT NULL,
	"timeline" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_asked" boolean DEFAULT false NOT NULL,
	"holder" text,
	"lease_until" timestamp with time zone,
	"decide_by" timestamp with time zone NOT NULL,
	"bring_by" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"shop_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"round" integer NOT NULL,
	"offer_id" uuid,
	"candidates" jsonb NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decisions_shop_id_shipment_id_number_pk" PRIMARY KEY("shop_id","shipment_id","number")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"state" text NOT NULL,
	"next_action" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"decide_by" timestamp with time zone NOT NULL,
	"closed_by" text,
	"reason" text,
	"cancel_wanted" boolean DEFAULT false NOT NULL,
	"cancelled_there_at" timestamp with time zone,
	"price_paise" bigint NOT NULL,
	"promised_minutes" integer NOT NULL,
	"lane" text NOT NULL,
	"pickup_minutes" integer,
	"provider_reference" text,
	"counted_on" jsonb,
	"lent_to" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "offers_shop_id_shipment_id_id_pk" PRIMARY KEY("shop_id","shipment_id","id")
);
--> statement-breakpoint
CREATE TABLE "provider_record_days" (
	"provider_id" uuid NOT NULL,
	"day" date NOT NULL,
	"lane" text NOT NULL,
	"booked" integer NOT NULL,
	"fetched" integer NOT NULL,
	"pickup_on_time" integer NOT NULL,
	"delivered" integer NOT NULL,
	"first_attempt" integer NOT NULL,
	"on_time" integer NOT NULL,
	"lost" integer NOT NULL,
	CONSTRAINT "provider_record_days_provider_id_day_lane_pk" PRIMARY KEY("provider_id","day","lane")
);
--> statement-breakpoint
CREATE TABLE "shop_choices" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"strategy" text DEFAULT 'balanced' NOT NULL,
	"preferred" uuid,
	"blocked" uuid[] DEFAULT '{}' NOT NULL,
	"always_itself" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offer_leases" (
	"provider_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	CONSTRAINT "offer_leases_provider_id_offer_id_pk" PRIMARY KEY("provider_id","offer_id")
);
--> statement-breakpoint
CREATE TABLE "provider_instructions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"action" text NOT NULL,
	"attempt" integer NOT NULL,
	"slot_from" timestamp with time zone,
	"slot_until" timestamp with time zone,
	"reason" text,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"acknowledged_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"shop_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"line" text NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"word" text,
	"provider_id" uuid,
	"account_id" uuid,
	"outcome" text NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_shop_id_shipment_id_number_pk" PRIMARY KEY("shop_id","shipment_id","number")
);
--> statement-breakpoint
CREATE TABLE "door_decisions" (
	"shop_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"attempt" smallint NOT NULL,
	"answer" text NOT NULL,
	"account_id" uuid,
	"slot_from" timestamp with time zone,
	"slot_until" timestamp with time zone,
	"detail" jsonb,
	"told" text DEFAULT 'waiting' NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "door_decisions_shop_id_shipment_id_attempt_pk" PRIMARY KEY("shop_id","shipment_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "door_neighbours" (
	"shop_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"name" text,
	"house" text,
	"named_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "door_neighbours_shop_id_order_id_pk" PRIMARY KEY("shop_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"shop_id" uuid,
	"provider_id" uuid,
	"name" text NOT NULL,
	"line1" text NOT NULL,
	"pin" text NOT NULL,
	"state" text,
	"district" text,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"phone" text,
	"hours" jsonb NOT NULL,
	"shelf_parcels" integer NOT NULL,
	"parcels_per_day" integer NOT NULL,
	"fee_paise" integer NOT NULL,
	"delivers_metres" integer,
	"delivery_fee_paise" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"status_reason" text,
	"own_status" text,
	"taken" integer DEFAULT 0 NOT NULL,
	"day" date,
	"day_parcels" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "points_taken" CHECK ("points"."taken" >= 0),
	CONSTRAINT "points_owner" CHECK (("points"."kind" = 'kirana') = ("points"."shop_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "stays" (
	"point_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"fee_paise" bigint NOT NULL,
	"expected_at" timestamp with time zone DEFAULT now() NOT NULL,
	"in_at" timestamp with time zone,
	"out_at" timestamp with time zone,
	"out_to" text,
	CONSTRAINT "stays_point_id_id_pk" PRIMARY KEY("point_id","id")
);
--> statement-breakpoint
CREATE TABLE "post_articles" (
	"number" text PRIMARY KEY NOT NULL,
	"shop_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"office_pin" text NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid,
	"called_off_at" timestamp with time zone,
	"taken_back_by" uuid,
	CONSTRAINT "post_articles_shipment" UNIQUE("shop_id","shipment_id")
);
--> statement-breakpoint
CREATE TABLE "post_bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_pin" text NOT NULL,
	"day" date NOT NULL,
	"number" integer NOT NULL,
	"articles" integer NOT NULL,
	"cancellations" integer DEFAULT 0 NOT NULL,
	"cod_paise" bigint NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"laid_at" timestamp with time zone,
	CONSTRAINT "post_bookings_of_day" UNIQUE("office_pin","day","number")
);
--> statement-breakpoint
CREATE TABLE "post_counters" (
	"prefix" text PRIMARY KEY NOT NULL,
	"next" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_tracking" (
	"id" uuid PRIMARY KEY NOT NULL,
	"checksum" text NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'working' NOT NULL,
	"whole" boolean NOT NULL,
	"counts" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "post_tracking_once" UNIQUE("checksum")
);
--> statement-breakpoint
CREATE TABLE "provider_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"reference" uuid,
	"attempt" integer NOT NULL,
	"outcome" text NOT NULL,
	"status" integer,
	"reason" text,
	"duration_ms" integer NOT NULL,
	"request" jsonb,
	"answer" text,
	"called_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "capacity_loans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lender_id" uuid NOT NULL,
	"borrower_id" uuid NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"parcels_per_day" integer NOT NULL,
	"status" text DEFAULT 'proposed' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "capacity_loans_parties" CHECK ("capacity_loans"."lender_id" <> "capacity_loans"."borrower_id"),
	CONSTRAINT "capacity_loans_parcels" CHECK ("capacity_loans"."parcels_per_day" > 0)
);
--> statement-breakpoint
CREATE TABLE "provider_days" (
	"provider_id" uuid NOT NULL,
	"day" date NOT NULL,
	"district" text DEFAULT '' NOT NULL,
	"parcels" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "provider_days_provider_id_day_district_pk" PRIMARY KEY("provider_id","day","district"),
	CONSTRAINT "provider_days_parcels" CHECK ("provider_days"."parcels" >= 0)
);
--> statement-breakpoint
CREATE TABLE "provider_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "provider_keys_prefix" UNIQUE("prefix")
);
--> statement-breakpoint
CREATE TABLE "provider_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "provider_terms" (
	"provider_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"holds_from" timestamp with time zone DEFAULT now() NOT NULL,
	"capabilities" jsonb NOT NULL,
	"rate_card" jsonb NOT NULL,
	"promised_minutes" integer NOT NULL,
	"live_quotes" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_terms_provider_id_number_pk" PRIMARY KEY("provider_id","number"),
	CONSTRAINT "provider_terms_promised_minutes" CHECK ("provider_terms"."promised_minutes" between 1 and 43200)
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"dipp" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"status_reason" text,
	"contact_phone" text NOT NULL,
	"contact_email" text,
	"insurance" jsonb,
	"channel" text DEFAULT 'push' NOT NULL,
	"ondc" jsonb,
	"webhook_url" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "providers_dipp" UNIQUE("dipp")
);
--> statement-breakpoint
CREATE TABLE "goods_return_lines" (
	"shop_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "goods_return_lines_shop_id_return_id_line_id_pk" PRIMARY KEY("shop_id","return_id","line_id"),
	CONSTRAINT "goods_return_lines_quantity" CHECK ("goods_return_lines"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "goods_return_steps" (
	"shop_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"state" text NOT NULL,
	"by" text NOT NULL,
	"note" text,
	CONSTRAINT "goods_return_steps_shop_id_return_id_at_pk" PRIMARY KEY("shop_id","return_id","at")
);
--> statement-breakpoint
CREATE TABLE "goods_returns" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"photo_url" text,
	"goods_paise" bigint NOT NULL,
	"weight_grams" integer NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answer_by" timestamp with time zone,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"refusal" text,
	"shipment_id" uuid,
	"look" jsonb,
	"picked_up_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"restocked_at" timestamp with time zone,
	"ruling" jsonb,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "goods_returns_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "goods_returns_paise" CHECK ("goods_returns"."goods_paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "carrier_numbers" (
	"provider_id" uuid NOT NULL,
	"number" text NOT NULL,
	"shipment_id" uuid NOT NULL,
	CONSTRAINT "carrier_numbers_provider_id_number_pk" PRIMARY KEY("provider_id","number")
);
--> statement-breakpoint
CREATE TABLE "open_shipments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shop_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment_events" (
	"shop_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"provider_id" uuid,
	"event_id" text,
	"status" text NOT NULL,
	"effect" text NOT NULL,
	"state_after" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"holder_kind" text,
	"holder_id" uuid,
	"detail" jsonb,
	CONSTRAINT "shipment_events_shop_id_shipment_id_sequence_pk" PRIMARY KEY("shop_id","shipment_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"leg" smallint DEFAULT 0 NOT NULL,
	"parcel_id" uuid,
	"from_point" uuid,
	"to_point" uuid,
	"back" boolean DEFAULT false NOT NULL,
	"via" text DEFAULT 'startup' NOT NULL,
	"state" text DEFAULT 'created' NOT NULL,
	"carrier" text DEFAULT 'provider' NOT NULL,
	"provider_id" uuid,
	"offer_id" uuid,
	"tracking_url" text,
	"awb" text,
	"carrier_number" text,
	"pickup_pin" text NOT NULL,
	"pickup_lat" double precision NOT NULL,
	"pickup_lng" double precision NOT NULL,
	"drop_pin" text NOT NULL,
	"drop_lat" double precision,
	"drop_lng" double precision,
	"distance_metres" integer NOT NULL,
	"weight_grams" integer NOT NULL,
	"is_food" boolean NOT NULL,
	"is_cold" boolean DEFAULT false NOT NULL,
	"size" jsonb,
	"cod_paise" bigint NOT NULL,
	"handover_code_hash" text NOT NULL,
	"handover_tries" integer DEFAULT 0 NOT NULL,
	"delivery_code_hash" text NOT NULL,
	"delivery_tries" integer DEFAULT 0 NOT NULL,
	"attention" jsonb,
	"round" integer DEFAULT 1 NOT NULL,
	"retry_at" timestamp with time zone,
	"look" integer DEFAULT 0 NOT NULL,
	"last_sequence" integer DEFAULT 0 NOT NULL,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"promised_by" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shipments_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "shipments_order" UNIQUE("shop_id","order_id","leg"),
	CONSTRAINT "shipments_legs" CHECK (("shipments"."leg" = 0) = ("shipments"."parcel_id" is null)),
	CONSTRAINT "shipments_tries" CHECK ("shipments"."handover_tries" between 0 and 5 and "shipments"."delivery_tries" between 0 and 5),
	CONSTRAINT "shipments_cod" CHECK ("shipments"."cod_paise" >= 0)
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"name" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_phone_unique" UNIQUE("phone")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"party_kind" text NOT NULL,
	"party_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_party_kind_party_id_account_id_pk" PRIMARY KEY("party_kind","party_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "otp_challenges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"address" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"failed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"token_hash" text NOT NULL,
	"rotated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_for" text,
	CONSTRAINT "sessions_revoked_why" CHECK (("sessions"."revoked_at" is null) = ("sessions"."revoked_for" is null))
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed_private" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "pin_codes" (
	"pin" char(6) PRIMARY KEY NOT NULL,
	"state" text,
	"district" text,
	"office" text NOT NULL,
	"offices" integer NOT NULL,
	"delivery_offices" integer NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"spread_metres" integer,
	"coord_confidence" text NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "pin_codes_point" CHECK (("pin_codes"."lat" is null) = ("pin_codes"."lng" is null))
);
--> statement-breakpoint
CREATE TABLE "pin_directory_edition" (
	"single" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" text NOT NULL,
	"pins" integer NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pin_directory_edition_single" CHECK ("pin_directory_edition"."single" = 1)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"status" smallint,
	"body" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"consumer" text NOT NULL,
	"payload" jsonb NOT NULL,
	"context" jsonb NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_problems" (
	"shop_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"nth" integer NOT NULL,
	"column_name" text,
	"value" text,
	"code" text NOT NULL,
	"detail" text NOT NULL,
	"cells" jsonb,
	CONSTRAINT "import_problems_shop_id_import_id_row_nth_pk" PRIMARY KEY("shop_id","import_id","row","nth")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"file_key" text NOT NULL,
	"bytes" integer NOT NULL,
	"bytes_read" integer,
	"sha256" text NOT NULL,
	"last_row" integer DEFAULT 1 NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"problems" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"mapping" jsonb,
	"given" jsonb,
	"heading" text[],
	"changes" integer DEFAULT 0 NOT NULL,
	"failure_code" text,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "imports_shop_id_id_pk" PRIMARY KEY("shop_id","id")
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"price_paise" bigint NOT NULL,
	"mrp_paise" bigint NOT NULL,
	"sold_to" text[] NOT NULL,
	"minimum_quantity" integer NOT NULL,
	"trade" jsonb,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"row_digest" uuid,
	"row_version" integer,
	"row_product_version" integer,
	"row_stock" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listings_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "listings_price" CHECK ("listings"."price_paise" > 0 and "listings"."price_paise" <= "listings"."mrp_paise"),
	CONSTRAINT "listings_minimum" CHECK ("listings"."minimum_quantity" > 0),
	CONSTRAINT "listings_sold_to" CHECK (cardinality("listings"."sold_to") > 0)
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identity_key" text NOT NULL,
	"gtin" text,
	"brand" text,
	"name" text NOT NULL,
	"name_hi" text,
	"category" text NOT NULL,
	"net_quantity" numeric(10, 3) NOT NULL,
	"unit" text NOT NULL,
	"weight_grams" integer NOT NULL,
	"pack_size" jsonb,
	"keep_cold" boolean DEFAULT false NOT NULL,
	"hsn" text NOT NULL,
	"gst_bps" integer NOT NULL,
	"mrp_paise" bigint NOT NULL,
	"origin" text NOT NULL,
	"maker" text NOT NULL,
	"consumer_care" text,
	"food_mark" text NOT NULL,
	"fssai" text,
	"shelf_life_days" integer,
	"image_urls" text[] NOT NULL,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by_trader" uuid NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"merged_into" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_identity_key_unique" UNIQUE("identity_key"),
	CONSTRAINT "products_merged_elsewhere" CHECK ("products"."merged_into" <> "products"."id"),
	CONSTRAINT "products_net_quantity" CHECK ("products"."net_quantity" > 0),
	CONSTRAINT "products_mrp" CHECK ("products"."mrp_paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"shop_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"available" integer NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_shop_id_listing_id_pk" PRIMARY KEY("shop_id","listing_id"),
	CONSTRAINT "stock_available" CHECK ("stock"."available" >= 0),
	CONSTRAINT "stock_reserved" CHECK ("stock"."reserved" >= 0)
);
--> statement-breakpoint
CREATE TABLE "product_merge_listings" (
	"merge_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	CONSTRAINT "product_merge_listings_merge_id_shop_id_listing_id_pk" PRIMARY KEY("merge_id","shop_id","listing_id")
);
--> statement-breakpoint
CREATE TABLE "product_merges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_product" uuid NOT NULL,
	"into_product" uuid NOT NULL,
	"followed" uuid[] NOT NULL,
	"taken" jsonb NOT NULL,
	"merged_by" uuid,
	"reason" text,
	"merged_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone" boolean DEFAULT false NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "price_history" (
	"shop_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"price_paise" bigint NOT NULL,
	"mrp_paise" bigint NOT NULL,
	"kind" text NOT NULL,
	"until" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_history_shop_id_listing_id_id_pk" PRIMARY KEY("shop_id","listing_id","id")
);
--> statement-breakpoint
CREATE TABLE "price_list_buyers" (
	"buyer" text NOT NULL,
	"shop_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	CONSTRAINT "price_list_buyers_shop_id_buyer_list_id_pk" PRIMARY KEY("shop_id","buyer","list_id")
);
--> statement-breakpoint
CREATE TABLE "price_list_prices" (
	"shop_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"price_paise" bigint NOT NULL,
	CONSTRAINT "price_list_prices_shop_id_list_id_listing_id_pk" PRIMARY KEY("shop_id","list_id","listing_id"),
	CONSTRAINT "price_list_prices_above" CHECK ("price_list_prices"."price_paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "price_lists" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"off_bps" integer,
	"valid_from" date,
	"valid_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_lists_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "price_lists_off" CHECK ("price_lists"."off_bps" > 0 and "price_lists"."off_bps" < 10000),
	CONSTRAINT "price_lists_days" CHECK ("price_lists"."valid_from" <= "price_lists"."valid_until")
);
--> statement-breakpoint
CREATE TABLE "craft_claims" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"trader_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"state" text NOT NULL,
	"district" text NOT NULL,
	"authorised_user" text,
	"document_id" uuid,
	"status" text DEFAULT 'claimed' NOT NULL,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "craft_claims_shop_id_id_pk" PRIMARY KEY("shop_id","id")
);
--> statement-breakpoint
CREATE TABLE "craft_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identity_key" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_hi" text,
	"states" text[] NOT NULL,
	"district" text,
	"number" text,
	"goods_type" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "craft_entries_identity_key_unique" UNIQUE("identity_key"),
	CONSTRAINT "craft_entries_place" CHECK ("craft_entries"."kind" = 'gi' or "craft_entries"."district" is not null)
);
--> statement-breakpoint
CREATE TABLE "duplicates_walk" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"at" text,
	"product_id" uuid
);
--> statement-breakpoint
CREATE TABLE "product_likeness" (
	"product_id" uuid PRIMARY KEY NOT NULL,
	"keys" bigint[] NOT NULL,
	"likeness" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_likeness_keys" (
	"key" bigint NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "product_likeness_keys_key_product_id_pk" PRIMARY KEY("key","product_id")
);
--> statement-breakpoint
CREATE TABLE "product_pairs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"older_id" uuid NOT NULL,
	"younger_id" uuid NOT NULL,
	"grade" text NOT NULL,
	"score" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_pairs_ordered" CHECK ("product_pairs"."older_id" < "product_pairs"."younger_id")
);
--> statement-breakpoint
CREATE TABLE "addresses" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"label" text,
	"drop" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "addresses_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "cart_items" (
	"buyer_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_items_buyer_id_listing_id_pk" PRIMARY KEY("buyer_id","listing_id"),
	CONSTRAINT "cart_items_quantity" CHECK ("cart_items"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "credit_notes" (
	"shop_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"number" text NOT NULL,
	"lines" jsonb NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credit_notes_shop_id_return_id_pk" PRIMARY KEY("shop_id","return_id")
);
--> statement-breakpoint
CREATE TABLE "invoice_series" (
	"trader_id" uuid NOT NULL,
	"financial_year" smallint NOT NULL,
	"shop_id" uuid NOT NULL,
	"series" integer NOT NULL,
	"last" integer NOT NULL,
	"last_credit" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "invoice_series_trader_id_financial_year_shop_id_pk" PRIMARY KEY("trader_id","financial_year","shop_id")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"shop_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"brand" text,
	"name" text NOT NULL,
	"name_hi" text,
	"net_quantity" numeric(10, 3) NOT NULL,
	"unit" text NOT NULL,
	"hsn" text NOT NULL,
	"gst_bps" integer NOT NULL,
	"quantity" integer NOT NULL,
	"price_paise" bigint NOT NULL,
	"mrp_paise" bigint NOT NULL,
	"total_paise" bigint NOT NULL,
	"cgst_paise" bigint NOT NULL,
	"sgst_paise" bigint NOT NULL,
	"igst_paise" bigint NOT NULL,
	"weight_grams" integer NOT NULL,
	"returned_quantity" integer DEFAULT 0 NOT NULL,
	"returned_paise" bigint DEFAULT 0 NOT NULL,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	CONSTRAINT "order_lines_shop_id_order_id_id_pk" PRIMARY KEY("shop_id","order_id","id"),
	CONSTRAINT "order_lines_total" CHECK ("order_lines"."total_paise" = "order_lines"."price_paise" * "order_lines"."quantity"),
	CONSTRAINT "order_lines_mrp" CHECK ("order_lines"."price_paise" <= "order_lines"."mrp_paise"),
	CONSTRAINT "order_lines_returned" CHECK ("order_lines"."returned_quantity" between 0 and "order_lines"."quantity" and "order_lines"."returned_paise" between 0 and "order_lines"."total_paise")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"trader_id" uuid NOT NULL,
	"state" text NOT NULL,
	"fulfilment" text NOT NULL,
	"goods_paise" bigint NOT NULL,
	"delivery_paise" bigint NOT NULL,
	"returned_paise" bigint DEFAULT 0 NOT NULL,
	"weight_grams" integer NOT NULL,
	"goods" jsonb,
	"delivery_minutes" integer,
	"slot_from" timestamp with time zone,
	"slot_until" timestamp with time zone,
	"point_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"ready_at" timestamp with time zone,
	"packed_grams" integer,
	"invoice_number" text,
	"ended_by" text,
	"end_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"packed_at" timestamp with time zone,
	"handed_over_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "orders_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "orders_sums" CHECK ("orders"."goods_paise" >= 0 and "orders"."delivery_paise" >= 0 and "orders"."returned_paise" between 0 and "orders"."goods_paise")
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"buyer_kind" text NOT NULL,
	"buyer_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"state" text NOT NULL,
	"method" text NOT NULL,
	"total_paise" bigint NOT NULL,
	"drop" jsonb NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "cash_balances" (
	"account" text PRIMARY KEY NOT NULL,
	"amount_paise" bigint NOT NULL,
	"since" timestamp with time zone,
	"kind" text GENERATED ALWAYS AS (case when account like 'cash:prv%/%' then 'rider' when account like 'cash:prv%' then 'provider'
        when account like 'cash:pnt%' then 'point' when account like 'cash:shp%' then 'shop' end) STORED,
	"party" text GENERATED ALWAYS AS (split_part(substr(account, 6), '/', 1)) STORED
);
--> statement-breakpoint
CREATE TABLE "cash_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cash_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account" text NOT NULL,
	"amount_paise" bigint NOT NULL,
	"order_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cash_open" (
	"account" text NOT NULL,
	"order_id" uuid NOT NULL,
	"amount_paise" bigint NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "cash_open_account_order_id_pk" PRIMARY KEY("account","order_id")
);
--> statement-breakpoint
CREATE TABLE "due_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "due_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"purchase_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "due_open" (
	"purchase_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "due_open_purchase_id_order_id_pk" PRIMARY KEY("purchase_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "gateway_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payment_id" uuid,
	"payload" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journals" (
	"purchase_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journals_purchase_id_id_pk" PRIMARY KEY("purchase_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"purchase_id" uuid NOT NULL,
	"journal_id" uuid NOT NULL,
	"line" smallint NOT NULL,
	"account" text NOT NULL,
	"amount_paise" bigint NOT NULL,
	"order_id" uuid,
	CONSTRAINT "ledger_entries_purchase_id_journal_id_line_pk" PRIMARY KEY("purchase_id","journal_id","line"),
	CONSTRAINT "ledger_entries_amount" CHECK ("ledger_entries"."amount_paise" <> 0)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_id" uuid NOT NULL,
	"method" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"amount_paise" bigint NOT NULL,
	"received_paise" bigint DEFAULT 0 NOT NULL,
	"payer_account_id" uuid NOT NULL,
	"payee_trader_id" uuid,
	"payee_upi_id" text,
	"payee_name" text,
	"bank_reference" text,
	"confirmed_by" uuid,
	"gateway_ref" text,
	"link" text,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "payments_sums" CHECK ("payments"."amount_paise" >= 0 and "payments"."received_paise" >= 0)
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"amount_paise" bigint NOT NULL,
	"reason" text NOT NULL,
	"outside_ref" text,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "picture_uploads" (
	"shop_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"fault" text,
	"bytes" integer NOT NULL,
	"entries" integer DEFAULT 0 NOT NULL,
	"kept" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "picture_uploads_shop_id_id_pk" PRIMARY KEY("shop_id","id")
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"shop_id" uuid,
	"origin" uuid,
	"source" text NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"fault" text,
	"sha256" text,
	"width" integer,
	"height" integer,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pictures_whole" CHECK ("pictures"."state" <> 'kept' or ("pictures"."width" > 0 and "pictures"."height" > 0))
);
--> statement-breakpoint
CREATE TABLE "search_away" (
	"engine" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"region" text NOT NULL,
	"shop_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_hi" text,
	"brand" text,
	"category" text NOT NULL,
	"net_quantity" double precision NOT NULL,
	"unit" text NOT NULL,
	"price_paise" bigint NOT NULL,
	"mrp_paise" bigint NOT NULL,
	"price_band" smallint NOT NULL,
	"sold_to" smallint NOT NULL,
	"in_stock" boolean NOT NULL,
	"marks" text[],
	"name_words" smallint NOT NULL,
	"words" "tsvector" NOT NULL,
	"checksum" "bytea" NOT NULL,
	CONSTRAINT "search_documents_shop_id_listing_id_region_pk" PRIMARY KEY("shop_id","listing_id","region")
);
--> statement-breakpoint
CREATE TABLE "search_misses" (
	"day" date NOT NULL,
	"region" text NOT NULL,
	"words" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "search_misses_day_region_words_pk" PRIMARY KEY("day","region","words")
);
--> statement-breakpoint
CREATE TABLE "search_pending" (
	"target" text NOT NULL,
	"shop_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"turn" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "search_pending_target_shop_id_listing_id_pk" PRIMARY KEY("target","shop_id","listing_id")
);
--> statement-breakpoint
CREATE TABLE "search_places" (
	"day" date NOT NULL,
	"shop_id" uuid NOT NULL,
	"places" bigint NOT NULL,
	CONSTRAINT "search_places_day_shop_id_pk" PRIMARY KEY("day","shop_id")
);
--> statement-breakpoint
CREATE TABLE "search_rebuilds" (
	"engine" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_reliability" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"value" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_shops" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"pin" text NOT NULL,
	"region" text NOT NULL,
	"state" text NOT NULL,
	"pan_only" boolean NOT NULL,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"place" "point" NOT NULL,
	"serves" text[] NOT NULL,
	"self_pickup" boolean NOT NULL,
	"reliability" double precision NOT NULL,
	"may_sell" smallint NOT NULL,
	"hours" jsonb NOT NULL,
	"open_minutes" "int4multirange" NOT NULL,
	"closed_dates" date[] NOT NULL,
	"checksum" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text collate "C" PRIMARY KEY NOT NULL,
	"documents" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_synonyms" (
	"group_id" text NOT NULL,
	"term" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_synonyms_group_id_term_pk" PRIMARY KEY("group_id","term")
);
--> statement-breakpoint
CREATE TABLE "shops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trader_id" uuid NOT NULL,
	"name" text NOT NULL,
	"line1" text NOT NULL,
	"line2" text,
	"landmark" text,
	"city" text NOT NULL,
	"pin" text NOT NULL,
	"district" text,
	"state" text NOT NULL,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"point_from" text NOT NULL,
	"point_confidence" text NOT NULL,
	"care_phone" text,
	"hours" jsonb NOT NULL,
	"radius_metres" integer NOT NULL,
	"pins_served" text[] NOT NULL,
	"self_pickup" boolean NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"status_since" timestamp with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL,
	"tiers" text[] NOT NULL,
	"legal_name" text NOT NULL,
	"trade_name" text NOT NULL,
	"pan" text NOT NULL,
	"gstin" text,
	"enrolment_id" text,
	"udyam" text,
	"fssai" text,
	"upi_id" text,
	"sealed_bank" text,
	"bank_ending" text,
	"bank_code" text,
	"state" text,
	"send_back_reasons" jsonb,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "traders_one_registration" CHECK ("traders"."gstin" is null or "traders"."enrolment_id" is null)
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"audience" text NOT NULL,
	"title" text NOT NULL,
	"title_hi" text NOT NULL,
	"body" text NOT NULL,
	"body_hi" text NOT NULL,
	"shown_from" timestamp with time zone NOT NULL,
	"shown_until" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "announcements_time" CHECK ("announcements"."shown_from" < "announcements"."shown_until")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"object_id" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"party_kind" text NOT NULL,
	"party_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"state" text DEFAULT 'arriving' NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_bytes" CHECK ("documents"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "payout_items" (
	"payout_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"invoice_number" text,
	"goods_paise" bigint NOT NULL,
	"tcs_paise" bigint NOT NULL,
	"own_shop_id" uuid,
	"own_paise" bigint NOT NULL,
	CONSTRAINT "payout_items_payout_id_id_pk" PRIMARY KEY("payout_id","id"),
	CONSTRAINT "payout_items_own" CHECK (("payout_items"."own_shop_id" is null) = ("payout_items"."own_paise" = 0) and "payout_items"."own_paise" >= 0)
);
--> statement-breakpoint
CREATE TABLE "payout_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_by" uuid,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"trader_id" uuid NOT NULL,
	"state" text DEFAULT 'underWay' NOT NULL,
	"amount_paise" bigint NOT NULL,
	"name" text NOT NULL,
	"sealed_bank" text,
	"upi_id" text,
	"bank_ending" text,
	"bank_code" text,
	"utr" text,
	"return_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"claim_status" text,
	"claim_text" text,
	"claim_at" timestamp with time zone,
	"claim_open" boolean DEFAULT false NOT NULL,
	"claim_decision" text,
	"claim_reason" text,
	"claim_closed_by" uuid,
	CONSTRAINT "payouts_amount" CHECK ("payouts"."amount_paise" > 0),
	CONSTRAINT "payouts_account" CHECK ("payouts"."sealed_bank" is not null or "payouts"."upi_id" is not null),
	CONSTRAINT "payouts_utr" CHECK ("payouts"."state" <> 'paid' or "payouts"."utr" is not null)
);
--> statement-breakpoint
CREATE TABLE "force_majeure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pin_prefix" text NOT NULL,
	"begins" timestamp with time zone NOT NULL,
	"ends" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "force_majeure_time" CHECK ("force_majeure"."begins" < "force_majeure"."ends")
);
--> statement-breakpoint
CREATE TABLE "lapsed_promises" (
	"shop_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"promised_by" timestamp with time zone NOT NULL,
	"fee_paise" bigint NOT NULL,
	"state" text DEFAULT 'watched' NOT NULL,
	"look_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_by" timestamp with time zone,
	"pauses" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"broken_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"late_minutes" integer,
	"penalty_paise" bigint DEFAULT 0 NOT NULL,
	"excused_by" uuid,
	"excused_at" timestamp with time zone,
	"excuse" text,
	CONSTRAINT "lapsed_promises_shop_id_shipment_id_offer_id_kind_pk" PRIMARY KEY("shop_id","shipment_id","offer_id","kind"),
	CONSTRAINT "lapsed_promises_penalty" CHECK ("lapsed_promises"."penalty_paise" between 0 and "lapsed_promises"."fee_paise")
);
--> statement-breakpoint
CREATE TABLE "promise_sweeps" (
	"single" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"swept_to" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rated_carriers" (
	"provider_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	"stars" bigint NOT NULL,
	CONSTRAINT "rated_carriers_provider_id_day_pk" PRIMARY KEY("provider_id","day")
);
--> statement-breakpoint
CREATE TABLE "rated_shops" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"stars" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"shop_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"stars" smallint NOT NULL,
	"text" text,
	"rated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ratings_shop_id_order_id_pk" PRIMARY KEY("shop_id","order_id"),
	CONSTRAINT "ratings_stars" CHECK ("ratings"."stars" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "receipt_chains" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "receipt_chains_number" CHECK ("receipt_chains"."number" >= 0)
);
--> statement-breakpoint
CREATE TABLE "receipt_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed_private" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"shop_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"shipment_id" uuid NOT NULL,
	"jws" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "receipts_shop_id_number_pk" PRIMARY KEY("shop_id","number")
);
--> statement-breakpoint
CREATE TABLE "cash_limits" (
	"hand_id" uuid PRIMARY KEY NOT NULL,
	"hand_kind" text NOT NULL,
	"limit_paise" bigint NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remittance_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"remittance_id" uuid NOT NULL,
	"hand_kind" text NOT NULL,
	"hand_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"reference" text NOT NULL,
	"amount_paise" bigint NOT NULL,
	"paid_on" date NOT NULL,
	"utr" text NOT NULL,
	"outcome" text,
	"held_paise" bigint,
	"closed_by" uuid,
	"closed_at" timestamp with time zone,
	"close_reason" text,
	CONSTRAINT "remittance_lines_amount" CHECK ("remittance_lines"."amount_paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "remittances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hand_kind" text NOT NULL,
	"hand_id" uuid NOT NULL,
	"state" text DEFAULT 'told' NOT NULL,
	"told_by" uuid NOT NULL,
	"told_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booked_by" uuid,
	"booked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "stays" ADD CONSTRAINT "stays_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_calls" ADD CONSTRAINT "provider_calls_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacity_loans" ADD CONSTRAINT "capacity_loans_lender_id_providers_id_fk" FOREIGN KEY ("lender_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacity_loans" ADD CONSTRAINT "capacity_loans_borrower_id_providers_id_fk" FOREIGN KEY ("borrower_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_days" ADD CONSTRAINT "provider_days_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_keys" ADD CONSTRAINT "provider_keys_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_secrets" ADD CONSTRAINT "provider_secrets_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_terms" ADD CONSTRAINT "provider_terms_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_merged_into_products_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "craft_claims" ADD CONSTRAINT "craft_claims_entry_id_craft_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."craft_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_items" ADD CONSTRAINT "payout_items_payout_id_payouts_id_fk" FOREIGN KEY ("payout_id") REFERENCES "public"."payouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_run_id_payout_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."payout_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_checks_of" ON "provider_checks" USING btree ("provider_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_checks_running" ON "provider_checks" USING btree ("provider_id") WHERE "provider_checks"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_parcels_offer" ON "sandbox_parcels" USING btree ("offer_id");--> statement-breakpoint
CREATE INDEX "sandbox_parcels_of" ON "sandbox_parcels" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "sandbox_parcels_open" ON "sandbox_parcels" USING btree ("bring_by") WHERE "sandbox_parcels"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "decisions_decided_at" ON "decisions" USING brin ("decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "offers_one_live" ON "offers" USING btree ("shop_id","shipment_id") WHERE "offers"."state" in ('asking', 'pending', 'unknown', 'cancelling', 'booked');--> statement-breakpoint
CREATE INDEX "offers_id" ON "offers" USING btree ("id");--> statement-breakpoint
CREATE INDEX "offers_of_provider" ON "offers" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "offers_pending" ON "offers" USING btree ("provider_id","id") WHERE "offers"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "offers_unwanted" ON "offers" USING btree ("provider_id","updated_at") WHERE "offers"."cancel_wanted";--> statement-breakpoint
CREATE INDEX "provider_record_days_day" ON "provider_record_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "shop_choices_changed" ON "shop_choices" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "offer_leases_until" ON "offer_leases" USING btree ("until");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_instructions_once" ON "provider_instructions" USING btree ("offer_id","attempt");--> statement-breakpoint
CREATE INDEX "provider_instructions_open" ON "provider_instructions" USING btree ("provider_id","id") WHERE "provider_instructions"."acknowledged_at" is null;--> statement-breakpoint
CREATE INDEX "provider_instructions_made" ON "provider_instructions" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "contacts_said" ON "contacts" USING btree ("said_at");--> statement-breakpoint
CREATE INDEX "door_decisions_kept" ON "door_decisions" USING btree ("decided_at") WHERE "door_decisions"."detail" is not null;--> statement-breakpoint
CREATE INDEX "door_neighbours_kept" ON "door_neighbours" USING btree ("named_at");--> statement-breakpoint
CREATE UNIQUE INDEX "points_of_shop" ON "points" USING btree ("shop_id") WHERE "points"."shop_id" is not null;--> statement-breakpoint
CREATE INDEX "points_near" ON "points" USING btree ("lat","lng") WHERE "points"."status" = 'open';--> statement-breakpoint
CREATE INDEX "points_by_pin" ON "points" USING btree ("pin","id");--> statement-breakpoint
CREATE UNIQUE INDEX "stays_open" ON "stays" USING btree ("point_id","shop_id","order_id") WHERE "stays"."state" in ('expected', 'here');--> statement-breakpoint
CREATE INDEX "stays_out" ON "stays" USING btree ("point_id","out_at") WHERE "stays"."state" = 'gone';--> statement-breakpoint
CREATE INDEX "stays_expected" ON "stays" USING btree ("expected_at") WHERE "stays"."state" = 'expected';--> statement-breakpoint
CREATE INDEX "post_articles_waiting" ON "post_articles" USING btree ("office_pin","number") WHERE "post_articles"."booking_id" is null and "post_articles"."called_off_at" is null;--> statement-breakpoint
CREATE INDEX "post_articles_called_off" ON "post_articles" USING btree ("office_pin","number") WHERE "post_articles"."booking_id" is not null and "post_articles"."called_off_at" is not null and "post_articles"."taken_back_by" is null;--> statement-breakpoint
CREATE INDEX "post_articles_taken_back" ON "post_articles" USING btree ("taken_back_by","number") WHERE "post_articles"."taken_back_by" is not null;--> statement-breakpoint
CREATE INDEX "post_articles_booking" ON "post_articles" USING btree ("booking_id","number");--> statement-breakpoint
CREATE INDEX "post_bookings_open" ON "post_bookings" USING btree ("id") WHERE "post_bookings"."laid_at" is null;--> statement-breakpoint
CREATE INDEX "provider_calls_page" ON "provider_calls" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "provider_calls_reference" ON "provider_calls" USING btree ("reference","operation");--> statement-breakpoint
CREATE INDEX "capacity_loans_lender" ON "capacity_loans" USING btree ("lender_id");--> statement-breakpoint
CREATE INDEX "capacity_loans_borrower" ON "capacity_loans" USING btree ("borrower_id");--> statement-breakpoint
CREATE INDEX "provider_days_day" ON "provider_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "provider_keys_provider" ON "provider_keys" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "provider_secrets_provider" ON "provider_secrets" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "provider_terms_holding" ON "provider_terms" USING btree ("provider_id","holds_from","number");--> statement-breakpoint
CREATE INDEX "providers_status" ON "providers" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "goods_returns_id" ON "goods_returns" USING btree ("id");--> statement-breakpoint
CREATE INDEX "goods_returns_order" ON "goods_returns" USING btree ("shop_id","order_id");--> statement-breakpoint
CREATE INDEX "goods_returns_leg" ON "goods_returns" USING btree ("shipment_id") WHERE "goods_returns"."shipment_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "goods_returns_open" ON "goods_returns" USING btree ("shop_id","order_id") WHERE "goods_returns"."state" not in ('refunded', 'refused', 'withdrawn');--> statement-breakpoint
CREATE INDEX "goods_returns_due" ON "goods_returns" USING btree ("answer_by") WHERE "goods_returns"."answer_by" is not null;--> statement-breakpoint
CREATE INDEX "goods_returns_watched" ON "goods_returns" USING btree ("id") WHERE "goods_returns"."state" in ('escalated', 'notTaken', 'ruled', 'accepted', 'pickedUp');--> statement-breakpoint
CREATE INDEX "goods_returns_damaged" ON "goods_returns" USING btree ("asked_at") WHERE "goods_returns"."reason" = 'damaged';--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_events_once" ON "shipment_events" USING btree ("shop_id","shipment_id","provider_id","event_id") WHERE "shipment_events"."event_id" is not null;--> statement-breakpoint
CREATE INDEX "shipments_id" ON "shipments" USING btree ("id");--> statement-breakpoint
CREATE INDEX "shipments_promised_by" ON "shipments" USING brin ("promised_by");--> statement-breakpoint
CREATE INDEX "shipments_awb" ON "shipments" USING btree ("awb") WHERE "shipments"."awb" is not null;--> statement-breakpoint
CREATE INDEX "shipments_legs_of" ON "shipments" USING btree ("shop_id","parcel_id") WHERE "shipments"."parcel_id" is not null;--> statement-breakpoint
CREATE INDEX "shipments_from_point" ON "shipments" USING btree ("from_point","id") WHERE "shipments"."from_point" is not null;--> statement-breakpoint
CREATE INDEX "shipments_to_point" ON "shipments" USING btree ("to_point","id") WHERE "shipments"."to_point" is not null;--> statement-breakpoint
CREATE INDEX "shipments_doors" ON "shipments" USING btree ("created_at") WHERE "shipments"."drop_lat" is not null;--> statement-breakpoint
CREATE INDEX "memberships_of_account" ON "memberships" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "otp_challenges_phone" ON "otp_challenges" USING btree ("phone","created_at");--> statement-breakpoint
CREATE INDEX "otp_challenges_address" ON "otp_challenges" USING btree ("address","created_at");--> statement-breakpoint
CREATE INDEX "otp_challenges_age" ON "otp_challenges" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "sessions_of_account" ON "sessions" USING btree ("account_id") WHERE "sessions"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_revoked" ON "sessions" USING btree ("revoked_at") WHERE "sessions"."revoked_at" is not null;--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_current" ON "signing_keys" USING btree (("retired_at" is null)) WHERE "signing_keys"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "pin_codes_prefix" ON "pin_codes" USING btree ("pin" bpchar_pattern_ops);--> statement-breakpoint
CREATE INDEX "pin_codes_state_district" ON "pin_codes" USING btree ("state","district");--> statement-breakpoint
CREATE INDEX "pin_codes_lat_lng" ON "pin_codes" USING btree ("lat","lng");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("consumer","due_at") WHERE "outbox"."state" <> 'dead';--> statement-breakpoint
CREATE UNIQUE INDEX "listings_sku" ON "listings" USING btree ("shop_id","sku");--> statement-breakpoint
CREATE INDEX "listings_of_product" ON "listings" USING btree ("product_id","shop_id","id");--> statement-breakpoint
CREATE INDEX "products_words" ON "products" USING gin (to_tsvector('simple'::regconfig, coalesce("brand", '') || ' ' || "name" || ' ' || coalesce("name_hi", '')));--> statement-breakpoint
CREATE INDEX "products_changed" ON "products" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "products_merged" ON "products" USING btree ("merged_into") WHERE "products"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "products_merged_keys" ON "products" USING btree ("identity_key") WHERE "products"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "product_merges_from" ON "product_merges" USING btree ("from_product","id");--> statement-breakpoint
CREATE INDEX "price_history_of_late" ON "price_history" USING btree ("until");--> statement-breakpoint
CREATE INDEX "price_list_buyers_of_list" ON "price_list_buyers" USING btree ("shop_id","list_id");--> statement-breakpoint
CREATE UNIQUE INDEX "price_lists_name" ON "price_lists" USING btree ("shop_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "craft_claims_once" ON "craft_claims" USING btree ("shop_id","listing_id","entry_id");--> statement-breakpoint
CREATE INDEX "craft_claims_waiting" ON "craft_claims" USING btree ("id") WHERE "craft_claims"."status" = 'claimed';--> statement-breakpoint
CREATE INDEX "craft_claims_of_place" ON "craft_claims" USING btree ("state","district") WHERE "craft_claims"."status" = 'approved';--> statement-breakpoint
CREATE INDEX "craft_entries_of_kind" ON "craft_entries" USING btree ("kind","name");--> statement-breakpoint
CREATE UNIQUE INDEX "product_pairs_once" ON "product_pairs" USING btree ("older_id","younger_id");--> statement-breakpoint
CREATE INDEX "product_pairs_of_younger" ON "product_pairs" USING btree ("younger_id");--> statement-breakpoint
CREATE INDEX "product_pairs_queue" ON "product_pairs" USING btree ("state","score","id");--> statement-breakpoint
CREATE INDEX "credit_notes_order" ON "credit_notes" USING btree ("shop_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_series_apart" ON "invoice_series" USING btree ("trader_id","financial_year","series");--> statement-breakpoint
CREATE INDEX "orders_by_id" ON "orders" USING btree ("id");--> statement-breakpoint
CREATE INDEX "orders_of_purchase" ON "orders" USING btree ("purchase_id");--> statement-breakpoint
CREATE INDEX "orders_of_shop" ON "orders" USING btree ("shop_id","state","id");--> statement-breakpoint
CREATE INDEX "purchases_of_buyer" ON "purchases" USING btree ("buyer_id","id");--> statement-breakpoint
CREATE INDEX "purchases_unpaid" ON "purchases" USING btree ("expires_at") WHERE "purchases"."state" = 'awaitingPayment';--> statement-breakpoint
CREATE INDEX "cash_balances_oldest" ON "cash_balances" USING btree ("since","account") WHERE "cash_balances"."since" is not null and "cash_balances"."kind" is not null;--> statement-breakpoint
CREATE INDEX "cash_balances_oldest_of" ON "cash_balances" USING btree ("kind","since","account") WHERE "cash_balances"."since" is not null;--> statement-breakpoint
CREATE INDEX "cash_balances_party" ON "cash_balances" USING btree ("party") WHERE "cash_balances"."kind" in ('provider', 'rider');--> statement-breakpoint
CREATE INDEX "cash_changes_of" ON "cash_changes" USING btree ("account");--> statement-breakpoint
CREATE INDEX "cash_open_oldest" ON "cash_open" USING btree ("account","since");--> statement-breakpoint
CREATE INDEX "cash_open_gone" ON "cash_open" USING btree ("account") WHERE "cash_open"."amount_paise" = 0;--> statement-breakpoint
CREATE INDEX "due_open_of" ON "due_open" USING btree ("account");--> statement-breakpoint
CREATE UNIQUE INDEX "journals_once" ON "journals" USING btree ("subject_id","kind");--> statement-breakpoint
CREATE INDEX "ledger_of_trader" ON "ledger_entries" USING btree ("account") WHERE "ledger_entries"."account" like 'trader:%';--> statement-breakpoint
CREATE INDEX "ledger_of_penalty" ON "ledger_entries" USING btree ("account") WHERE "ledger_entries"."account" like 'penalty:%';--> statement-breakpoint
CREATE INDEX "ledger_of_payouts" ON "ledger_entries" USING btree ("account") WHERE "ledger_entries"."account" like 'payout:%' or "ledger_entries"."account" like 'bank:%' or "ledger_entries"."account" like 'tcs:%';--> statement-breakpoint
CREATE INDEX "ledger_of_cash" ON "ledger_entries" USING btree ("account") WHERE "ledger_entries"."account" like 'cash:%';--> statement-breakpoint
CREATE INDEX "payments_of_purchase" ON "payments" USING btree ("purchase_id");--> statement-breakpoint
CREATE INDEX "payments_to_confirm" ON "payments" USING btree ("payee_trader_id","id") WHERE "payments"."state" = 'pending' and "payments"."method" = 'upi';--> statement-breakpoint
CREATE UNIQUE INDEX "payments_bank_reference" ON "payments" USING btree ("bank_reference") WHERE "payments"."bank_reference" is not null;--> statement-breakpoint
CREATE INDEX "refunds_of_purchase" ON "refunds" USING btree ("purchase_id");--> statement-breakpoint
CREATE INDEX "refunds_sent" ON "refunds" USING btree ("sent_at") WHERE "refunds"."state" = 'sent';--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("id") WHERE "refunds"."state" in ('requested', 'failed');--> statement-breakpoint
CREATE INDEX "picture_uploads_waiting" ON "picture_uploads" USING btree ("created_at") WHERE "picture_uploads"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "pictures_source" ON "pictures" USING btree ("product_id",coalesce("shop_id", '00000000-0000-0000-0000-000000000000'),"source") WHERE "pictures"."state" <> 'removed';--> statement-breakpoint
CREATE INDEX "pictures_origin" ON "pictures" USING btree ("origin") WHERE "pictures"."origin" is not null;--> statement-breakpoint
CREATE INDEX "pictures_due" ON "pictures" USING btree ("next_try_at") WHERE "pictures"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "pictures_removed" ON "pictures" USING btree ("id") WHERE "pictures"."state" = 'removed';--> statement-breakpoint
CREATE INDEX "search_documents_product" ON "search_documents" USING btree ("shop_id","product_id");--> statement-breakpoint
CREATE INDEX "search_pending_urgent" ON "search_pending" USING btree ("target","shop_id","listing_id") WHERE "search_pending"."urgent";--> statement-breakpoint
CREATE INDEX "search_shops_place" ON "search_shops" USING gist ("place");--> statement-breakpoint
CREATE INDEX "search_shops_serves" ON "search_shops" USING gin ("serves");--> statement-breakpoint
CREATE INDEX "search_shops_region" ON "search_shops" USING btree ("region","shop_id");--> statement-breakpoint
CREATE INDEX "search_words_trigrams" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "shops_of_trader" ON "shops" USING btree ("trader_id","id");--> statement-breakpoint
CREATE INDEX "shops_of_region" ON "shops" USING btree (left("pin", 2),"id");--> statement-breakpoint
CREATE UNIQUE INDEX "traders_live_pan" ON "traders" USING btree ("pan","state") WHERE "traders"."status" in ('submitted', 'verified', 'suspended');--> statement-breakpoint
CREATE UNIQUE INDEX "traders_live_gstin" ON "traders" USING btree ("gstin") WHERE "traders"."status" in ('submitted', 'verified', 'suspended');--> statement-breakpoint
CREATE UNIQUE INDEX "traders_live_enrolment" ON "traders" USING btree ("enrolment_id") WHERE "traders"."status" in ('submitted', 'verified', 'suspended');--> statement-breakpoint
CREATE UNIQUE INDEX "traders_once_each" ON "traders" USING btree ("created_by","pan",coalesce("gstin", ''));--> statement-breakpoint
CREATE INDEX "traders_queue" ON "traders" USING btree ("status","status_since","id");--> statement-breakpoint
CREATE INDEX "announcements_live" ON "announcements" USING btree ("shown_until") WHERE "announcements"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "audit_entries_of_object" ON "audit_entries" USING btree ("object_id","id");--> statement-breakpoint
CREATE INDEX "documents_of_party" ON "documents" USING btree ("party_kind","party_id","id");--> statement-breakpoint
CREATE INDEX "documents_in_between" ON "documents" USING btree ("added_at") WHERE "documents"."state" <> 'kept';--> statement-breakpoint
CREATE INDEX "payout_items_of_order" ON "payout_items" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payout_runs_open" ON "payout_runs" USING btree ("state") WHERE "payout_runs"."state" = 'open';--> statement-breakpoint
CREATE INDEX "payout_runs_by_state" ON "payout_runs" USING btree ("state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payouts_of_run" ON "payouts" USING btree ("run_id","trader_id");--> statement-breakpoint
CREATE INDEX "payouts_of_trader" ON "payouts" USING btree ("trader_id","id");--> statement-breakpoint
CREATE INDEX "payouts_under_way" ON "payouts" USING btree ("run_id") WHERE "payouts"."state" = 'underWay';--> statement-breakpoint
CREATE INDEX "payouts_cases" ON "payouts" USING btree ("id") WHERE "payouts"."claim_open";--> statement-breakpoint
CREATE INDEX "force_majeure_ends" ON "force_majeure" USING btree ("ends");--> statement-breakpoint
CREATE UNIQUE INDEX "lapsed_promises_id" ON "lapsed_promises" USING btree ("id");--> statement-breakpoint
CREATE INDEX "lapsed_promises_due" ON "lapsed_promises" USING btree ("look_at") WHERE "lapsed_promises"."state" in ('watched', 'broken');--> statement-breakpoint
CREATE INDEX "lapsed_promises_of" ON "lapsed_promises" USING btree ("provider_id","id") WHERE "lapsed_promises"."broken_at" is not null;--> statement-breakpoint
CREATE INDEX "lapsed_promises_broken" ON "lapsed_promises" USING btree ("broken_at") WHERE "lapsed_promises"."broken_at" is not null;--> statement-breakpoint
CREATE INDEX "lapsed_promises_broken_of" ON "lapsed_promises" USING btree ("provider_id","broken_at") WHERE "lapsed_promises"."broken_at" is not null;--> statement-breakpoint
CREATE INDEX "rated_carriers_day" ON "rated_carriers" USING btree ("day");--> statement-breakpoint
CREATE INDEX "ratings_page" ON "ratings" USING btree ("shop_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "receipt_keys_current" ON "receipt_keys" USING btree (("retired_at" is null)) WHERE "receipt_keys"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "receipts_of_shipment" ON "receipts" USING btree ("shop_id","shipment_id");--> statement-breakpoint
CREATE INDEX "remittance_lines_of" ON "remittance_lines" USING btree ("remittance_id","row");--> statement-breakpoint
CREATE UNIQUE INDEX "remittance_lines_once" ON "remittance_lines" USING btree ("hand_id","utr","reference") WHERE "remittance_lines"."outcome" in ('matched', 'short', 'over', 'unknown');--> statement-breakpoint
CREATE INDEX "remittance_cases" ON "remittance_lines" USING btree ("id") WHERE "remittance_lines"."outcome" in ('short', 'over', 'unknown') and "remittance_lines"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "remittances_of_hand" ON "remittances" USING btree ("hand_id","id");--> statement-breakpoint
CREATE INDEX "remittances_told" ON "remittances" USING btree ("id") WHERE "remittances"."state" = 'told';