import type { Catalogue } from "./catalogue.ts";

/** Japanese, polite: "様" for customers and readers, "さん" for members. */
export const ja: Catalogue = {
  kinds: {
    hold_expiring: {
      subject: "まもなく期限です：{{member}}さんとの{{service}}、{{date}}",
      heading: "お時間をもうしばらく確保しています",
      body: "{{date}} {{time}}の枠を確保していますが、まもなく期限が切れます。このお時間をご希望の場合は、予約を完了してください。",
    },
    confirmation: {
      subject: "予約確定：{{member}}さんとの{{service}}、{{date}}",
      heading: "ご予約が確定しました",
      body: "{{date}} {{time}}、{{member}}さんとのご予約が確定しました。お会いできるのを楽しみにしております。",
      sms: "【{{business}}】予約確定：{{service}}、{{member}}さん、{{date}} {{time}} {{zone}}",
    },
    request_received: {
      subject: "リクエスト受付：{{member}}さんとの{{service}}、{{date}}",
      heading: "予約リクエストを受け付けました",
      body: "{{member}}さんが内容を確認し、お返事します。それまで{{date}} {{time}}の枠を確保しております。結果は必ずお知らせします。",
    },
    request_approved: {
      subject: "リクエスト承認：{{member}}さんとの{{service}}、{{date}}",
      heading: "予約リクエストが承認されました",
      body: "{{member}}さんがリクエストを承認しました。{{date}} {{time}}のご予約が確定しました。",
    },
    request_declined: {
      subject: "お受けできませんでした：{{member}}さんとの{{service}}、{{date}}",
      heading: "このお時間ではお受けできませんでした",
      body: "申し訳ございません。{{date}} {{time}}のリクエストは、{{member}}さんの都合によりお受けできませんでした。お支払い済みの場合は全額を返金いたします。\n\nよろしければ、別のお時間をお選びください。",
    },
    request_expired: {
      subject: "リクエスト期限切れ：{{member}}さんとの{{service}}、{{date}}",
      heading: "予約リクエストの期限が切れました",
      body: "申し訳ございません。{{date}}のリクエストは、期限までに{{member}}さんからの返答がなかったため終了しました。お支払い済みの場合は全額を返金いたします。\n\nよろしければ、別のお時間をお選びください。",
    },
    receipt: {
      subject: "領収のお知らせ：{{amount}}、{{member}}さんとの{{service}}",
      heading: "お支払いありがとうございます",
      body: "{{date}}、{{member}}さんとの{{service}}の代金として{{amount}}を受領いたしました。",
    },
    refund: {
      subject: "返金のお知らせ：{{amount}}、{{member}}さんとの{{service}}",
      heading: "返金の手続きを行いました",
      body: "お支払いに使われた方法へ{{amount}}を返金いたします。金融機関により、お手元に届くまで最大10営業日ほどかかる場合があります。",
    },
    rescheduled: {
      subject: "日時変更：{{member}}さんとの{{service}}、{{date}}",
      heading: "ご予約の日時が変更されました",
      who: {
        customer: "お客様がご予約を{{date}} {{time}}に変更しました。",
        member: "{{member}}さんがご予約を{{date}} {{time}}に変更しました。",
        owner: "{{business}}がご予約を{{date}} {{time}}に変更しました。",
        system: "ご予約が{{date}} {{time}}に変更されました。",
      },
      body: "以前の日時は無効となります。",
      sms: "【{{business}}】日時変更：{{service}}、{{member}}さん、{{date}} {{time}} {{zone}}",
    },
    reassigned: {
      subject: "担当変更、{{member}}さん：{{service}}、{{date}}",
      heading: "{{member}}さんが担当いたします",
      body: "{{date}} {{time}}のご予約はそのままで、{{member}}さんが代わりに担当いたします。",
    },
    cancelled: {
      subject: "予約キャンセル：{{member}}さんとの{{service}}、{{date}}",
      heading: "ご予約がキャンセルされました",
      who: {
        customer: "お客様が{{date}} {{time}}のご予約をキャンセルしました。",
        member:
          "申し訳ございません。{{member}}さんの都合により、{{date}} {{time}}のご予約がキャンセルされました。",
        owner:
          "申し訳ございません。{{business}}の都合により、{{date}} {{time}}のご予約がキャンセルされました。",
        system: "{{date}} {{time}}のご予約がキャンセルされました。",
      },
      body: "よろしければ、別のお時間をお選びください。",
      sms: "【{{business}}】予約キャンセル：{{service}}、{{member}}さん、{{date}} {{time}} {{zone}}",
    },
    reminder: {
      subject: "ご予約のお知らせ：{{member}}さんとの{{service}}、{{date}} {{time}}",
      heading: "まもなくご予約の日時です",
      body: "{{date}} {{time}}に{{member}}さんとのご予約があります。ご都合が悪くなった場合は、お早めにご連絡ください。",
      sms: "【{{business}}】ご予約のお知らせ：{{service}}、{{member}}さん、{{date}} {{time}} {{zone}}",
    },
    follow_up: {
      subject: "{{member}}さんとの{{service}}はいかがでしたか",
      heading: "ご利用ありがとうございました",
      body: "{{date}}の{{member}}さんとのお時間はいかがでしたか。ご感想をお聞かせいただければ幸いです。またのご利用をお待ちしております。",
    },
    waitlist_offer: {
      subject: "{{business}}に空きが出ました",
      heading: "空きが出ました",
      body: "お待ちいただいていたお時間が予約できるようになりました。ご希望の場合は、お早めにご予約ください。",
    },
    member_booking: {
      subject: "新しい予約：{{customer}}様、{{service}}、{{date}}",
      heading: "新しい予約が入りました",
      body: "{{date}} {{time}}に{{customer}}様の{{service}}の予約が入りました。",
    },
    member_request: {
      subject: "予約リクエスト：{{customer}}様、{{service}}、{{date}}",
      heading: "予約リクエストが届きました",
      body: "{{customer}}様から、{{date}} {{time}}の{{service}}のリクエストが届きました。期限までに承認または辞退してください。期限を過ぎると、リクエストは自動的に終了します。",
    },
    member_rescheduled: {
      subject: "日時変更：{{customer}}様、{{service}}、{{date}}",
      heading: "予約の日時が変更されました",
      who: {
        customer: "{{customer}}様が予約を{{date}} {{time}}に変更しました。",
        member: "ご自身で予約を{{date}} {{time}}に変更しました。",
        owner: "{{business}}が予約を{{date}} {{time}}に変更しました。",
        system: "予約が{{date}} {{time}}に変更されました。",
      },
      body: "以前の日時は無効となります。",
    },
    member_cancelled: {
      subject: "予約キャンセル：{{customer}}様、{{service}}、{{date}}",
      heading: "予約がキャンセルされました",
      who: {
        customer: "{{customer}}様が{{date}} {{time}}の予約をキャンセルしました。",
        member: "ご自身で{{date}} {{time}}の予約をキャンセルしました。",
        owner: "{{business}}が{{date}} {{time}}の予約をキャンセルしました。",
        system: "{{date}} {{time}}の予約がキャンセルされました。",
      },
      body: "特に必要な手続きはありません。",
    },
    member_reassigned: {
      subject: "担当変更：{{customer}}様、{{service}}、{{date}}",
      heading: "予約の担当が変わりました",
      body: "{{date}} {{time}}の{{customer}}様の予約は、{{member}}さんが担当します。特に必要な手続きはありません。",
    },
    payout_trouble: {
      subject: "振込先の情報をご確認ください",
      heading: "現在、売上をお振り込みできません",
      body: "{{business}}での予約の売上を、現在お振り込みできません。振込先の情報をご確認ください。",
    },
    calendar_trouble: {
      subject: "カレンダーの接続が切れました",
      heading: "カレンダーを読み取れません",
      body: "現在、カレンダーの新しい予定を確認できないため、追加された予定と重なる予約が入ることがあります。もう一度接続してください。",
    },
    agenda: {
      subject: "{{date}}の予定",
      heading: "本日の予定",
      body: "{{date}}の{{business}}での予約一覧です。",
    },
  },
  rows: {
    when: "日時",
    before: "変更前",
    zone: "タイムゾーン",
    service: "サービス",
    member: "担当",
    customer: "お客様",
    formerMember: "以前の担当",
    where: "場所",
    phone: "電話番号",
    code: "予約コード",
    note: "メッセージ",
    reason: "理由",
    until: "期限",
    price: "料金",
    paid: "支払済み",
    owed: "お支払い残額",
    refunded: "返金済み",
    received: "お支払い",
    givenBack: "返金",
  },
  places: {
    online: "オンライン",
    phone: "電話",
    in_person: "対面",
    to_be_agreed: "別途ご相談",
  },
  actions: {
    manage: "予約を管理する",
    open: "予約を見る",
    finish: "予約を完了する",
    join: "ミーティングに参加する",
    rebook: "もう一度予約する",
    rate: "感想を伝える",
    decide: "承認または辞退する",
    pay: "今すぐ支払う",
    claim: "この時間を予約する",
    payouts: "振込先を確認する",
    reconnect: "もう一度接続する",
    day: "予約一覧を見る",
  },
  calendar: { add: "カレンダーに追加", file: "ファイル (.ics)" },
  greeting: "{{reader}}様",
  footer: {
    sentBy: "送信元：{{business}}",
    why: {
      customer: "{{business}}でご予約いただいたため、このメッセージをお送りしています。",
      member:
        "{{business}}で予約を受け付けていただいているため、このメッセージをお送りしています。",
    },
    contact: "ご不明な点はこちらまでご連絡ください：{{contact}}",
  },
  unsubscribe: "配信停止",
};
